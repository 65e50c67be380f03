import { specify } from '@onfile/testing';
import { ACCOUNT, accountRegistered, afterNoon, DAY, SEALED } from '../fixtures';
import { registerAccount, type RegisterAccount } from './register';
import { evolveAccount, initialAccount } from './state';

const registeredAt = afterNoon(-DAY);
const accounts = specify({ decide: registerAccount, evolve: evolveAccount, initial: initialAccount }, registeredAt);
const register: RegisterAccount = {
  accountId: ACCOUNT,
  region: 'US',
  registeredAt,
  emailHash: 'email-digest',
  language: 'en',
  sealed: SEALED,
};

describe('registration by the host platform', () => {
  it('makes the account known', () => accounts.given().when(register).then([accountRegistered()]));

  it('is idempotent', () => accounts.given(accountRegistered()).when(register).thenNothing());

  it.each([
    ['region', { region: 'CL' }],
    ['time', { registeredAt: afterNoon(0) }],
    ['email address', { emailHash: 'another' }],
  ])('refuses a second registration with another %s', (_, other) =>
    accounts
      .given(accountRegistered())
      .when({ ...register, ...other })
      .thenRefused('account-exists', {}),
  );

  it('refuses a region that is not offered', () =>
    accounts
      .given()
      .when({ ...register, region: 'ZZ' })
      .thenRefused('information-invalid', { field: 'region' }));
});
