import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import { evolveAccount, initialAccount } from '../account/state';
import { accountRegistered, informationCompleted, NOON } from '../fixtures';
import { noDebts } from '../postpayment/debts';
import { chooseCurrency, currenciesFor, currencyFor } from './choose-currency';

const owing = { ...noDebts, unpaidBills: ['bill_1'] };
const preferences = (debts = noDebts) =>
  specify(
    {
      decide: (command: { currency: string }, account: typeof initialAccount, at: string) =>
        chooseCurrency(command, { account, debts }, at),
      evolve: evolveAccount,
      initial: initialAccount,
    },
    NOON,
  );
const chosen: AccountEvent = { type: 'CurrencyChosen', at: NOON, data: { currency: 'EUR' } };

describe('R41 currency', () => {
  it('is chosen and saved; the same again adds nothing', () => {
    preferences()
      .given(accountRegistered())
      .when({ currency: 'EUR' })
      .then({ account: [chosen] });
    preferences().given(accountRegistered(), chosen).when({ currency: 'EUR' }).thenNothing();
  });

  it('R42 is refused while a bill is unpaid', () => {
    preferences(owing)
      .given(accountRegistered())
      .when({ currency: 'EUR' })
      .thenRefused('bill-unpaid', { bills: ['bill_1'] });
    preferences(owing).given(accountRegistered(), chosen).when({ currency: 'EUR' }).thenNothing();
  });

  it('refuses what is not offered, and an account that nobody knows', () => {
    preferences().given(accountRegistered()).when({ currency: 'XXX' }).thenRefused('currency-not-offered');
    preferences().given().when({ currency: 'EUR' }).thenRefused('account-unknown');
  });

  it("D12 is the region's default until it is chosen", () => {
    const of = (...facts: AccountEvent[]) => currencyFor(facts.reduce(evolveAccount, initialAccount));
    expect(of(accountRegistered('CL'))).toBe('CLP');
    expect(of(accountRegistered('CL'), informationCompleted('enterprise', 'USD'))).toBe('USD');
    expect(of(accountRegistered('CL'), chosen)).toBe('EUR');
  });

  it("lists the region's own first", () => {
    expect(currenciesFor('CL').slice(0, 3)).toStrictEqual(['CLP', 'USD', 'AED']);
    expect(currenciesFor('US').filter((code) => code === 'USD')).toHaveLength(1);
  });
});
