import type { AccountEvent } from '../account/events';
import type { Account } from '../account/state';
import type { CurrencyCode, RegionCode } from '../codes';
import { currencies, currencyOf } from '../currencies';
import { expectNoUnpaidBill, type Debts } from '../postpayment/debts';
import { Refusal } from '../refusal';
import { regionOf } from '../regions';

/** R41: the currencies that may be chosen, the region's own first, then US dollars, then the others by code. */
export function currenciesFor(region: RegionCode): readonly CurrencyCode[] {
  const first = [regionOf(region)?.currency ?? 'USD', 'USD'];
  return [...new Set([...first, ...currencies.map(({ code }) => code)])];
}

/** D12: what the account is billed in, and what a hold is asked in: chosen, or the region's default. */
export function currencyFor({ currency, registered }: Pick<Account, 'currency' | 'registered'>): CurrencyCode {
  return currency ?? regionOf(registered?.region ?? '')?.currency ?? 'USD';
}

/**
 * R41–42, D12: the currency of what is billed and held from now on; issued bills and pending holds keep theirs. The same
 * again adds nothing.
 * @throws {Refusal} `account-unknown`, `currency-not-offered`, `bill-unpaid`.
 */
export function chooseCurrency(
  { currency }: { currency: CurrencyCode },
  { account, debts }: { account: Account; debts: Debts },
  at: string,
): { account?: AccountEvent[] } {
  if (!account.registered) throw new Refusal('account-unknown', 'no such account');
  if (!currencyOf(currency)) throw new Refusal('currency-not-offered', currency, { field: 'currency' });
  if (account.currency === currency) return {};
  expectNoUnpaidBill(debts);
  return { account: [{ type: 'CurrencyChosen', at, data: { currency } }] };
}
