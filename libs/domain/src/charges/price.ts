import type { CurrencyCode } from '../codes';
import { chargeable } from '../chargeable';
import { convert, type Rates, ratesNeeded } from '../convert';
import type { Money } from '../money';
import { money } from '../money';
import { unbilledOf, type MonthCharges, type RecordedCharge } from './state';

/** The expenses of one service in one month, as a bill shows them. `billed` is `amount` in the bill's currency (R24). */
export interface BillLine {
  readonly month: string;
  readonly service: string;
  readonly records: number;
  readonly amount: Money;
  readonly billed: Money;
  /** R30a: of a month whose bill was issued before these came in. */
  readonly late?: boolean;
}

/** What a bill takes out of one month's charges: every record up to revision `through` that no other bill took. */
export interface TakenCharges {
  readonly month: string;
  readonly through: number;
  readonly records: number;
}

/** What is to pay. */
export interface PricedCharges {
  readonly lines: readonly BillLine[];
  readonly total: Money;
  readonly taken: readonly TakenCharges[];
}

/** One month's charges beside its name, `YYYY-MM`. */
export interface ChargesOfMonth {
  readonly month: string;
  readonly charges: MonthCharges;
}

/**
 * R30a: prices what no bill has of these months for a bill of `period`, by month and service, each line converted
 * on its own, to an amount that gateways take. Answers the currencies whose rates it lacks instead, if any.
 */
export function priceCharges(
  months: readonly ChargesOfMonth[],
  { period, currency, rates }: { period: string; currency: CurrencyCode; rates: Rates },
): PricedCharges | { readonly needsRates: readonly CurrencyCode[] } {
  const lines: BillLine[] = [];
  const taken: TakenCharges[] = [];
  const needsRates = new Set<CurrencyCode>();
  for (const { month, charges } of months) {
    const records = [...unbilledOf(charges)];
    if (records.length > 0) taken.push({ month, through: charges.revision, records: records.length });
    for (const group of byServiceAndCurrency(records)) {
      const missing = ratesNeeded(group.amount.currency, currency).filter((needed) => !rates[needed]);
      missing.forEach((needed) => needsRates.add(needed));
      if (missing.length > 0) continue;
      lines.push({
        month,
        ...group,
        billed: chargeable(convert(group.amount, currency, rates)),
        ...(month < period && { late: true }),
      });
    }
  }
  if (needsRates.size > 0) return { needsRates: [...needsRates] };
  const total = lines.reduce((sum, line) => sum + line.billed.minor, 0);
  return { lines, total: money(currency, total), taken };
}

type Group = Pick<BillLine, 'service' | 'records' | 'amount'>;

function byServiceAndCurrency(records: readonly RecordedCharge[]): Group[] {
  const groups = new Map<string, { service: string; records: number; currency: string; minor: number }>();
  for (const { service, amount } of records) {
    const key = `${service} ${amount.currency}`;
    const group = groups.get(key) ?? { service, records: 0, currency: amount.currency, minor: 0 };
    group.records += 1;
    group.minor += amount.minor;
    groups.set(key, group);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { service, records: count, currency, minor }]) => ({
      service,
      records: count,
      amount: money(currency, minor),
    }));
}
