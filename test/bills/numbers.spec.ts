import { chargesIdOf, later, type BillNumbersEvent } from '@onfile/domain';
import { billBench, BILL, PERIOD, THE_THIRD, type BillBench } from './bench/bill-bench';
import { running } from './bench/running';

/** The process ends here. */
class Died extends Error {}

/** A world whose process dies at the n-th moment at which it could, once armed. */
function mortal(): BillBench & { dieAt(moment: number): void; readonly moments: number } {
  let left = Number.POSITIVE_INFINITY;
  let moments = 0;
  const bench = billBench({
    moment: async () => {
      moments += 1;
      left -= 1;
      if (left <= 0) throw new Died(); // and whatever else it tries fails as well
    },
  });
  return Object.assign(bench, {
    dieAt(moment: number) {
      left = moment;
    },
    get moments() {
      return moments;
    },
  });
}

const DAY = 24 * 3_600_000 + 1;
const YEAR = 'billNumbers-2024';
/** Every number that was given, carried or told of: each once. */
function expectGapless(bench: BillBench): void {
  const facts = bench.log.facts(YEAR).map(({ fact }) => fact as BillNumbersEvent);
  const given = facts.reduce(
    (sum, fact) => sum + (fact.type === 'BillNumbersReserved' ? fact.data.bills.length : 0),
    0,
  );
  const voided = facts.flatMap((fact) => (fact.type === 'BillNumberVoided' ? [fact.data.number] : []));
  const carried = bench.log
    .streams('bill')
    .map((name) => (bench.log.facts(name)[0]!.fact.data as { number: string }).number);
  expect([...voided, ...carried].sort()).toStrictEqual(
    Array.from({ length: given }, (_, n) => `2024-${String(n + 1).padStart(8, '0')}`),
  );
}

/** Another bill, an interim one of the month after, has taken what was to be billed. */
function takenElsewhere(bench: BillBench, accountId = 'acc_1'): void {
  const name = `charges-${chargesIdOf(accountId, PERIOD)}`;
  const through = bench.log.facts(name).length - 1;
  const data = { accountId, billId: `${accountId}-2024-06-1`, through, records: through + 1 };
  bench.log.given(name, { type: 'ChargesBilled', at: THE_THIRD, data });
}

describe('R30a gapless numbers, whatever dies', () => {
  // A bill that is paid at once has some ten moments; the later ones are beyond its end.
  it.each(Array.from({ length: 14 }, (_, n) => n + 1))(
    'a bill made alone dies at moment %i, and its charges go to another bill: no number is lost',
    async (moment) => {
      const bench = mortal();
      bench.account();
      bench.card('a');
      bench.charge(1_000);
      bench.dieAt(moment);
      await bench.advance().catch((error: unknown) => expect(error).toBeInstanceOf(Died));
      bench.dieAt(Number.POSITIVE_INFINITY);
      if (bench.log.facts(`bill-${BILL}`).length === 0) takenElsewhere(bench);
      await bench.run(THE_THIRD);
      expectGapless(bench);
    },
  );

  it.each([1, 6, 12, 18, 24, 30, 40, 60, 90])(
    'a page dies at moment %i, some charges go elsewhere, it is done again: no number is lost',
    async (moment) => {
      const bench = mortal();
      const accounts = Array.from({ length: 5 }, (_, n) => `acc_${n}`);
      for (const accountId of accounts) {
        bench.account(accountId);
        bench.card(`${accountId}_a`, undefined, { accountId });
        bench.charge(700, { accountId });
      }
      const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 5 };
      const first = running(bench);
      await first.activities.startRun({ period: PERIOD, by: 'spec' });
      bench.dieAt(moment);
      await first.activities.billPage(page).catch(() => undefined);
      bench.dieAt(Number.POSITIVE_INFINITY);
      for (const accountId of accounts.slice(0, 3)) {
        if (bench.log.facts(`bill-${accountId}-${PERIOD}`).length === 0) takenElsewhere(bench, accountId);
      }
      await running(bench).activities.billPage(page);
      bench.clock.set(later(bench.clock.now(), DAY));
      await running(bench).activities.voidLostNumbers();
      expectGapless(bench);
      const billed = bench.log
        .streams('charges')
        .map((name) => bench.log.types(name).filter((type) => type === 'ChargesBilled'));
      expect(billed.every((one) => one.length === 1)).toBe(true);
    },
  );

  it('a page that is done again days later does not use numbers that may be told to be void meanwhile', async () => {
    const bench = mortal();
    bench.account();
    bench.card('a');
    bench.charge(700);
    const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 5 };
    const first = running(bench);
    await first.activities.startRun({ period: PERIOD, by: 'spec' });
    bench.gateway.chargeFaults(() => undefined);
    for (let moment = 1; bench.log.types(YEAR).length === 0; moment += 1) {
      bench.dieAt(moment); // until its number is reserved and its bill not issued
      await running(bench)
        .activities.billPage(page)
        .catch(() => undefined);
    }
    bench.dieAt(Number.POSITIVE_INFINITY);
    expect(bench.log.streams('bill')).toStrictEqual([]);
    bench.clock.set(later(THE_THIRD, 2 * DAY));
    const [again, sweeping] = [running(bench), running(bench)];
    await Promise.all([again.activities.billPage(page), sweeping.activities.voidLostNumbers()]);
    expect([...bench.log.types(YEAR)].sort()).toStrictEqual([
      'BillNumberVoided',
      'BillNumbersReserved',
      'BillNumbersReserved',
    ]);
    expectGapless(bench);
  });

  it('bills made alone at the same time take one number each', async () => {
    const bench = billBench();
    const accounts = Array.from({ length: 40 }, (_, n) => `acc_${n}`);
    for (const accountId of accounts) {
      bench.account(accountId);
      bench.card(`${accountId}_a`, undefined, { accountId });
      bench.charge(300, { accountId });
    }
    await Promise.all(accounts.map((id) => bench.advance({ billId: `${id}-${PERIOD}` })));
    expect(bench.log.streams('bill')).toHaveLength(40);
    expectGapless(bench);
  });
});

describe('charges that come in while they are billed', () => {
  const busy = (records: number) => {
    let left = 0;
    const bench: BillBench = billBench({
      moment: async (what) => {
        if (what !== 'append' || left <= 0) return;
        left -= 1;
        bench.charge(1, { accountId: 'acc_busy' });
      },
    });
    for (const accountId of ['acc_busy', 'acc_calm']) {
      bench.account(accountId);
      bench.card(`${accountId}_a`, undefined, { accountId });
      bench.charge(100, { accountId });
    }
    left = records;
    return { bench, rest: () => void (left = 0) };
  };
  const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 5 };

  it('the bill takes each record that was there when it was written, and leaves the rest to the next', async () => {
    const { bench } = busy(8);
    await running(bench).activities.startRun({ period: PERIOD, by: 'spec' });
    await running(bench).activities.billPage(page);
    const name = `charges-${chargesIdOf('acc_busy', PERIOD)}`;
    const billed = bench.log.facts(name).find(({ fact }) => fact.type === 'ChargesBilled')!;
    const { through, records } = billed.fact.data as { through: number; records: number };
    expect([through, records]).toStrictEqual([billed.revision - 1, billed.revision]);
    const bill = await bench.bill(`acc_busy-${PERIOD}`);
    expect(bill.issued?.amount.minor).toBe(100 + records - 1);
  });

  it('an account that never rests does not hold up its page: a process of its own goes on trying', async () => {
    const { bench, rest } = busy(10_000);
    const run = running(bench);
    await run.activities.startRun({ period: PERIOD, by: 'spec' });
    // Only its charges are busy: the numbers and the run are other streams.
    await run.activities.billPage(page);
    expect(run.handed).toContain(`acc_busy-${PERIOD}`);
    rest();
    expect(await bench.advance({ billId: `acc_busy-${PERIOD}` })).toStrictEqual({ standing: 'paid' });
    bench.clock.set(later(THE_THIRD, DAY));
    expect(await run.activities.voidLostNumbers()).toStrictEqual({ voided: 1 });
    expectGapless(bench);
    const [charged] = bench.gateway.chargeLedger().filter(({ reference }) => reference === `acc_busy-${PERIOD}`);
    expect(charged?.captured).toBe((await bench.bill(`acc_busy-${PERIOD}`)).issued?.amount.minor);
  });
});
