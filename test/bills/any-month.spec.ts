import { billIdOf, dueAt, later, Refusal, type RiskGround } from '@onfile/domain';
import { LogError } from '@onfile/event-log';
import type { ChargeOperation, FakeChargeAnswer, FakeChargeFault } from '@onfile/gateways';
import fc from 'fast-check';
import { billBench, PERIOD, type BillBench } from './bench/bill-bench';
import { expectBillPromises, expectEachChargeOnce, expectGaplessNumbers } from './bench/promises';
import { running } from './bench/running';

/** `RUNS=n` tries more, `SEED=n` others. */
const { RUNS = '60', SEED = '6' } = process.env;

/** A process that ends in the middle of what it does. */
class Died extends Error {}

const answer: fc.Arbitrary<FakeChargeAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ on: 'capture' } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ on: fc.constant('part' as const), hundredths: fc.integer({ min: 1, max: 99 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ on: 'bank-page' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({
      on: fc.constant('decline' as const),
      networkCode: fc.constantFrom('05', '51', '91', '14', '04', '54', '61', '1A', '03', 'R1', '94'),
    }),
  },
);
const account = fc.record({
  currency: fc.constantFrom('USD', 'USD', 'CLP', 'EUR'),
  cards: fc.array(fc.array(answer, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
  charges: fc.array(
    fc.record({ minor: fc.integer({ min: -5_000, max: 90_000 }), month: fc.constantFrom(PERIOD, PERIOD, '2024-04') }),
    { minLength: 1, maxLength: 6 },
  ),
});
const fault = fc.record({
  operation: fc.constantFrom<ChargeOperation>('charge', 'charge', 'find', 'void', 'refund'),
  fault: fc.constantFrom<FakeChargeFault>('unreachable', 'lost-before', 'lost-after', 'pending', 'settled'),
});
/** Who is at it: the page of the run, the month's bill by itself, an interim bill, or metering with a late record. */
const actor = fc.record({ who: fc.constantFrom('page', 'bill', 'interim', 'charge'), of: fc.nat(2) });
const month = fc.record({
  accounts: fc.array(account, { minLength: 1, maxLength: 3 }),
  faults: fc.array(fault, { maxLength: 8 }),
  /** Calls from one death to the next. */
  deaths: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }),
  /** Actors that are at it side by side, then the next ones. */
  acts: fc.array(fc.array(actor, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
});
type Month = typeof month extends fc.Arbitrary<infer T> ? T : never;

const DAY = 24 * 3_600_000;
const GROUNDS: readonly RiskGround[] = [{ rule: 'no-valid-card', inputs: { cards: 0 } }];
const idOf = (n: number) => `acc_${n}`;

/** Plays a month: as told, then without any more trouble until everything rests. */
async function play({ accounts, faults, deaths, acts }: Month): Promise<BillBench> {
  const left = [...deaths];
  let isQuiet = true;
  const bench = billBench({
    moment: async () => {
      await Promise.resolve();
      if (isQuiet || left.length === 0 || (left[0]! -= 1) > 0) return;
      left.shift();
      throw new Died();
    },
  });
  accounts.forEach(({ currency, cards, charges }, n) => {
    bench.account(idOf(n), currency);
    cards.forEach((answers, c) => bench.card(`${idOf(n)}_${c}`, answers, { accountId: idOf(n) }));
    for (const { minor, month: of } of charges) if (minor !== 0) bench.charge(minor, { accountId: idOf(n), month: of });
  });
  const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 10 };
  await running(bench).activities.startRun({ period: PERIOD, by: 'spec' });
  for (const one of faults) bench.gateway.failCharges(one.operation, one.fault);
  const act = async ({ who, of }: { who: string; of: number }): Promise<unknown> => {
    const accountId = idOf(of % accounts.length);
    if (who === 'page') return running(bench).activities.billPage(page);
    if (who === 'bill') return bench.advance({ billId: billIdOf({ accountId, period: PERIOD }) });
    if (who === 'charge') return bench.charge(700, { accountId });
    return bench.advance({ billId: `${accountId}-2024-06-1`, grounds: GROUNDS });
  };
  isQuiet = false;
  for (const together of acts) {
    const ended = await Promise.allSettled(together.map(act));
    for (const one of ended) if (one.status === 'rejected') expectTrouble(one.reason);
  }
  isQuiet = true;
  await settle(bench, accounts.length);
  return bench;
}

/** Only what a process may die of; anything else is a bug. */
function expectTrouble(error: unknown): void {
  if (!(error instanceof Died || error instanceof LogError || error instanceof Refusal)) throw error;
}

/** The run ends, then the next month's bills take what came late, and every bill goes on until it rests. */
async function settle(bench: BillBench, accounts: number): Promise<void> {
  await running(bench).all();
  for (let n = 0; n < accounts; n += 1)
    await bench.advance({ billId: billIdOf({ accountId: idOf(n), period: PERIOD }) });
  await rest(bench);
  const next = '2024-06';
  await until(bench, dueAt(next, bench.ports.policy.due));
  for (let n = 0; n < accounts; n += 1) await bench.advance({ billId: billIdOf({ accountId: idOf(n), period: next }) });
  await rest(bench);
  await until(bench, later(bench.clock.now(), 3 * DAY));
}

/** As their workflows do it: whichever bill is to move next, moves. */
async function rest(bench: BillBench): Promise<void> {
  const waiting = new Map(bench.log.streams('bill').map((name) => [name.slice('bill-'.length), bench.clock.now()]));
  for (let moves = 0; waiting.size > 0; moves += 1) {
    expect(moves).toBeLessThan(1_000);
    const [billId, at] = [...waiting].reduce((first, one) => (one[1] < first[1] ? one : first));
    await until(bench, at);
    const came = await bench.advance({ billId });
    if ('waitUntil' in came) waiting.set(billId, came.waitUntil);
    else waiting.delete(billId);
  }
}

/** Time passes, and each day the sweep of numbers is made. */
async function until(bench: BillBench, at: string): Promise<void> {
  while (later(bench.clock.now(), DAY) < at) {
    bench.clock.set(later(bench.clock.now(), DAY));
    await running(bench).activities.voidLostNumbers();
  }
  if (bench.clock.now() < at) bench.clock.set(at);
}

describe('for any charges, cards, outcomes and crashes', () => {
  it('Q5 money captured = bills paid, each charge is in exactly one bill, no bill on two cards, no number lost', async () => {
    await fc.assert(
      fc.asyncProperty(month, async (told) => {
        const bench = await play(told);
        for (const name of bench.log.streams('bill')) expectBillPromises(bench, name.slice('bill-'.length));
        expectEachChargeOnce(bench);
        expectGaplessNumbers(bench);
      }),
      { numRuns: Number(RUNS), seed: Number(SEED) },
    );
  }, 400_000);
});
