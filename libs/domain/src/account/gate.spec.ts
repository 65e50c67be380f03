import { accountRegistered, cardAdded, informationCompleted, mobileNumberAdded, NOON, VISA } from '../fixtures';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet, initialWallet } from '../wallet/state';
import type { AccountEvent } from './events';
import { subscriptionGate } from './gate';
import { evolveAccount, initialAccount } from './state';

const gate = (account: AccountEvent[], wallet: WalletEvent[] = [], at = NOON) =>
  subscriptionGate(
    account.reduce(evolveAccount, initialAccount),
    wallet.reduce(evolveWallet, initialWallet),
    'Asia/Shanghai',
    at,
  );
const complete = [accountRegistered(), mobileNumberAdded(), informationCompleted()];

describe('subscriptionGate', () => {
  it('R1 R2 names the missing parts in their order', () => {
    expect(gate([accountRegistered()])).toStrictEqual({ allowed: false, missing: ['mobile', 'information', 'card'] });
    expect(gate([accountRegistered(), mobileNumberAdded()]).missing).toStrictEqual(['information', 'card']);
    expect(gate(complete).missing).toStrictEqual(['card']);
  });

  it('R2 R5 opens with the first card', () =>
    expect(gate(complete, [cardAdded('c1')])).toStrictEqual({ allowed: true, missing: [] }));

  it('R2 R5 D15 closes when the last valid card expires', () => {
    const may = cardAdded('c1', { ...VISA, expiry: '2024-05' });
    expect(gate(complete, [may], '2024-05-31T15:59:59.999Z').allowed).toBe(true);
    expect(gate(complete, [may], '2024-05-31T16:00:00.000Z')).toStrictEqual({ allowed: false, missing: ['card'] });
    expect(gate(complete, [may, cardAdded('c2')], '2024-05-31T16:00:00.000Z').allowed).toBe(true);
  });

  it('R2 D14 closes for an account that is restricted because it did not pay, until it has', () => {
    const restricted: AccountEvent = { type: 'AccountRestricted', at: NOON, data: { because: 'unpaid' } };
    const restored: AccountEvent = { type: 'AccountRestored', at: NOON, data: { because: 'paid' } };
    expect(gate([...complete, restricted], [cardAdded('c1')])).toStrictEqual({ allowed: false, missing: [] });
    expect(gate([...complete, restricted, restored], [cardAdded('c1')]).allowed).toBe(true);
  });

  it('R2 stays closed for a suspended account', () => {
    const suspended: AccountEvent = { type: 'AccountSuspended', at: NOON, data: { because: 'unpaid' } };
    expect(gate([...complete, suspended], [cardAdded('c1')])).toStrictEqual({ allowed: false, missing: [] });
  });
});
