import { numberText, reserveNumbers } from '../bill-numbers/numbers';
import { regionOf } from '../regions';
import { OPEN_MONTHS } from '../charges/check';
import type { ChargesEvent } from '../charges/events';
import { monthIn } from '../instant';
import { priceCharges, type PricedCharges, type TakenCharges } from '../charges/price';
import type { BillEvent, IssuedBill } from './events';
import { billIdOf } from './bill-id';
import { roundCards } from './cards';
import type { BillMove } from './move';
import { dueAt, monthsBefore } from './period';
import { evolveBill } from './state';
import { tryNext } from './try-next';
import type { BillWorld } from './world';

/**
 * R30a, R30b: a bill that is not issued yet. A monthly one waits for its third; an interim one needs its grounds. What is
 * zero or less is carried on (D10). The first charge starts in the same append as the bill.
 */
export function issueMove(world: BillWorld, at: string): BillMove {
  const { period, interim, grounds, policy } = world;
  if (interim === undefined && at < dueAt(period, policy.due)) return { type: 'done', as: 'not-due' };
  if (interim !== undefined && !grounds?.length) return { type: 'done', as: 'nothing-to-bill' };
  const priced = priceOf(world);
  if ('needsRates' in priced) return { type: 'take-rates', currencies: priced.needsRates };
  if (priced.taken.length === 0) return { type: 'done', as: 'nothing-to-bill' };
  if (priced.total.minor <= 0)
    return interim === undefined ? carryOn(world, priced, at) : { type: 'done', as: 'nothing-to-bill' };
  return numbered(world, priced, at);
}

/**
 * R30a, gapless: a page's bill carries the number that its page has reserved. One that is made alone takes its number in
 * the append that issues it: whoever dies when, no number is left without a bill.
 */
function numbered(world: BillWorld, priced: PricedCharges, at: string): BillMove {
  const { number, numbers, year } = world;
  if (number !== undefined) return issue(world, priced, number, at);
  if (!numbers || year === undefined) return { type: 'reserve-number' };
  const move = issue(world, priced, numberText(year, numbers.next), at);
  if (move.type !== 'record') return move;
  return { ...move, writes: { ...move.writes, numbers: reserveNumbers([billIdOf(world)], numbers, at) } };
}

/** D12: the currency of the account's bills. */
export function billingCurrency({ account }: Pick<BillWorld, 'account'>): string {
  return account.currency ?? regionOf(account.registered?.region ?? '')?.currency ?? 'USD';
}

/** What the account would pay if its bill were issued now; undefined while rates are missing. */
export function priceNow(world: BillWorld): PricedCharges | undefined {
  const priced = priceOf(world);
  return 'needsRates' in priced ? undefined : priced;
}

/** The currencies whose rates the price of the bill needs and the world lacks: none where nothing is converted. */
export function ratesMissing(world: BillWorld): readonly string[] {
  const priced = priceOf(world);
  return 'needsRates' in priced ? priced.needsRates : [];
}

const priceOf = (world: BillWorld) =>
  priceCharges(world.months, { period: world.period, currency: billingCurrency(world), rates: world.rates });

function issue(world: BillWorld, { lines, total, taken }: PricedCharges, number: string, at: string): BillMove {
  const { accountId, period, interim, grounds, policy, rates, wallet } = world;
  const billId = billIdOf(world);
  const used = new Set(
    lines.flatMap(({ amount }) => (amount.currency === total.currency ? [] : [amount.currency, total.currency])),
  );
  const issued: IssuedBill = {
    billId,
    accountId,
    period,
    ...(interim !== undefined && { interim, grounds: grounds ?? [] }),
    number,
    lines,
    amount: total,
    rates: [...used].flatMap((currency) => rates[currency] ?? []),
    zone: policy.due.zone,
    charges: taken,
    cards: roundCards(wallet, at, policy.due.zone),
    dunning: policy.dunning,
  };
  const bill: BillEvent = { type: 'BillIssued', at, data: issued };
  const step = tryNext({ ...world, bill: evolveBill(world.bill, bill) }, at);
  const first = step.step === 'record' ? step.writes : {};
  return {
    type: 'record',
    command: `${billId}/issue`,
    writes: { ...first, bill: [bill, ...(first.bill ?? [])], charges: billed(world, taken, at) },
  };
}

/** Each month's charges are told that they are taken; an interim bill's own month always, as it counts them there. */
function billed(world: BillWorld, taken: readonly TakenCharges[], at: string): Record<string, ChargesEvent[]> {
  const { accountId, period, interim, months } = world;
  const all = [...taken];
  const own = months.find(({ month }) => month === period);
  if (interim !== undefined && own && !taken.some(({ month }) => month === period)) {
    all.push({ month: period, through: own.charges.billedThrough, records: 0 });
  }
  const billId = billIdOf(world);
  return Object.fromEntries(
    all.map(({ month, through, records }): [string, ChargesEvent[]] => {
      const data = {
        accountId,
        billId,
        through,
        records,
        ...(interim !== undefined && month === period && { interim }),
      };
      return [month, [{ type: 'ChargesBilled', at, data }]];
    }),
  );
}

/**
 * The month that a credit of `period` becomes a record of: the following one, or, where `period` is made up for so late
 * that no bill to come takes that, the oldest one that bills still take.
 */
function creditTakenFrom(period: string, zone: string, at: string): string {
  const following = monthsBefore(period, -1);
  const oldest = monthsBefore(monthIn(zone, at), OPEN_MONTHS - 1);
  return following < oldest ? oldest : following;
}

/** D10: nothing to pay. A credit that is left over becomes a record of a month that the next bill takes. */
function carryOn(world: BillWorld, { total, taken }: PricedCharges, at: string): BillMove {
  const { accountId, period, policy } = world;
  const billId = billIdOf(world);
  const to = creditTakenFrom(period, policy.due.zone, at);
  const charges: Record<string, ChargesEvent[]> = Object.fromEntries(
    taken.map(({ month, through, records }): [string, ChargesEvent[]] => [
      month,
      [{ type: 'ChargesCarried', at, data: { accountId, billId, through, records, to } }],
    ]),
  );
  const places = taken.map(({ month, through }) => `${month}.${through}`).join(',');
  if (total.minor < 0) {
    const chargeId = `carried:${billId}:${places}`.slice(0, 200);
    const description = `Credit of ${period}`;
    charges[to] = [
      {
        type: 'ChargeRecorded',
        at,
        data: { accountId, chargeId, service: 'credit', description, amount: total, incurredAt: at },
      },
    ];
  }
  return { type: 'record', command: `${billId}/carry/${places}`, writes: { charges } };
}
