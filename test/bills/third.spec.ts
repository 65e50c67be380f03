import { dueAt, instantIn, later, monthIn, monthsBefore } from '@onfile/domain';
import { ACCOUNT, billBench, type BillBench } from './bench/bill-bench';
import { expectBillPromises, expectEachChargeOnce } from './bench/promises';
import { running } from './bench/running';

/** Q17: clocks that change around the third, none that do, and the ends of the world. */
const ZONES = [
  ...['America/Santiago', 'America/Havana', 'America/New_York', 'Australia/Sydney', 'Pacific/Auckland'],
  ...['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
];
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 96 * QUARTER;
/** Two years, with 2028-09-03 in Santiago, which has no 00:00. */
const MONTHS = Array.from({ length: 24 }, (_, n) => monthsBefore('2027-01', -n));

interface Moment {
  readonly at: string;
  readonly what: 'charge' | 'firing';
}

/** What the clocks of a zone show. */
function clockOf(zone: string): (at: string) => { day: number; hour: number; minute: number } {
  const clock = new Intl.DateTimeFormat('en-US', {
    ...({ timeZone: zone, hourCycle: 'h23', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
  });
  return (at) => {
    const parts = clock.formatToParts(Date.parse(at)).map(({ type, value }) => [type, Number(value)] as const);
    return Object.fromEntries(parts) as { day: number; hour: number; minute: number };
  };
}

/** When the schedule fires in a month: as the clocks of the zone show 00:00, 01:00 and 02:00 of a third. */
function firings(zone: string, month: string): Moment[] {
  const shows = clockOf(zone);
  const from = `${month}-01T00:00:00.000Z`;
  return Array.from({ length: 4 * 96 }, (_, n) => later(from, DAY + n * QUARTER))
    .filter((at) => {
      const { day, hour, minute } = shows(at);
      return day === 3 && hour < 3 && minute === 0;
    })
    .map((at) => ({ at, what: 'firing' }));
}

/** Expenses at the edges of a month and around the third of it, by the clocks of the zone. */
function expenses(zone: string, month: string): Moment[] {
  const [first, next] = [month, monthsBefore(month, -1)].map((one) => instantIn(zone, `${one}-01`, 0));
  const third = instantIn(zone, `${month}-03`, 0);
  const at = [first!, later(third, -MINUTE), later(third, MINUTE), later(first!, 15 * DAY), later(next!, -1)];
  return at.map((one) => ({ at: one, what: 'charge' }));
}

/** Two years as the zone lives them: expenses come in as they are incurred, the schedule fires when it does. */
async function twoYears(zone: string): Promise<BillBench> {
  const due = { zone, dayOfMonth: 3, hour: 0 };
  const bench = billBench({ policy: { due } });
  bench.account();
  bench.card('a', undefined, { expiry: '2999-12' });
  const through = monthsBefore('2027-01', -MONTHS.length);
  const moments = [
    ...MONTHS.flatMap((month) => expenses(zone, month)),
    ...[...MONTHS, through].flatMap((month) => firings(zone, month)),
  ];
  for (const { at, what } of moments.sort((a, b) => (a.at < b.at ? -1 : 1))) {
    bench.clock.set(at);
    if (what === 'charge') bench.charge(100, { month: monthIn(zone, at), incurredAt: at });
    else await fire(bench, at);
  }
  return bench;
}

/** What the schedule's own workflow does at a firing (`startDeductionRun`), and the run behind it. */
async function fire(bench: BillBench, at: string): Promise<void> {
  const { due } = bench.ports.policy;
  const period = monthsBefore(monthIn(due.zone, at), 1);
  if (at >= dueAt(period, due)) await running(bench).all(period);
}

describe('Q17 the third, for two years', () => {
  it.each(ZONES)('%s: a bill a month, never before the local third, no charge twice or dropped', async (zone) => {
    const bench = await twoYears(zone);
    const shows = clockOf(zone);
    const bills = MONTHS.map((month) => `${ACCOUNT}-${month}`);
    expect([...bench.log.streams('bill')].sort()).toStrictEqual(bills.map((billId) => `bill-${billId}`));
    for (const [n, billId] of bills.entries()) {
      const { issued, paid } = await bench.bill(billId);
      const { at, amount, lines } = issued!;
      expect([billId, monthIn(zone, at), shows(at).day]).toStrictEqual([billId, monthsBefore(MONTHS[n]!, -1), 3]);
      // All of its month and nothing else, however close to its edges.
      expect([amount.minor, lines.map(({ month }) => month)]).toStrictEqual([500, [MONTHS[n]]]);
      expect(paid).toBeDefined();
      expectBillPromises(bench, billId);
    }
    expectEachChargeOnce(bench, MONTHS.at(-1));
    const taken = bench.gateway.chargeLedger().reduce((sum, { captured }) => sum + captured, 0);
    expect(taken).toBe(500 * MONTHS.length);
  });
});
