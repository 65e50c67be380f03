import { dueAt, later, type ChargesEvent } from '@onfile/domain';
import { LogUnavailable } from '@onfile/event-log';
import { billBench, PERIOD, THE_THIRD, type BillBench } from './bench/bill-bench';
import { running } from './bench/running';

const DAY = 24 * 3_600_000;

function month(accounts = 23): BillBench {
  const bench = billBench();
  fill(bench, accounts);
  return bench;
}

function fill(bench: BillBench, accounts: number): void {
  for (let n = 0; n < accounts; n += 1) {
    const accountId = `acc_${String(n).padStart(3, '0')}`;
    bench.account(accountId);
    bench.card(`${accountId}_a`, n % 5 === 0 ? [{ on: 'decline', networkCode: '51' }] : undefined, { accountId });
    bench.card(`${accountId}_b`, undefined, { accountId });
    bench.charge(100 + n, { accountId });
  }
}
const numbers = (bench: BillBench) =>
  bench.log
    .streams('bill')
    .map((name) => (bench.log.facts(name)[0]?.fact.data as { number: string }).number)
    .sort();

describe('a deduction run', () => {
  it('R30a issues, numbers without a gap and deducts every bill, by the expected card', async () => {
    const bench = month();
    const counts = await running(bench).all();
    expect(counts).toMatchObject({ accounts: 23, issued: 23, paid: 23, failed: 0 });
    expect(numbers(bench)).toStrictEqual(
      Array.from({ length: 23 }, (_, n) => `2024-${String(n + 1).padStart(8, '0')}`),
    );
    const paid = bench.gateway.chargeLedger().filter(({ captured }) => captured > 0);
    expect(paid).toHaveLength(23);
    expect(paid.filter(({ token }) => token.endsWith('_b'))).toHaveLength(5);
  });

  it('R30a two runs at once, and a third afterwards, are one', async () => {
    const bench = month();
    const [one, two] = [running(bench), running(bench)];
    await Promise.all([one.all(), two.all()]);
    await running(bench).all();
    expect(bench.log.streams('bill')).toHaveLength(23);
    expect(bench.gateway.chargeLedger().filter(({ captured }) => captured > 0)).toHaveLength(23);
    const reserved = bench.log.facts('billNumbers-2024').map(({ fact }) => fact);
    const voided = reserved.filter(({ type }) => type === 'BillNumberVoided').length;
    const given = reserved.flatMap(({ type, data }) =>
      type === 'BillNumbersReserved' ? (data as { bills: string[] }).bills : [],
    );
    expect(given.length - voided).toBe(23);
  });

  it('one account that can not be billed is told, and the others are billed', async () => {
    const bench = month(6);
    bench.account('acc_odd', 'XTS');
    bench.charge(5, { accountId: 'acc_odd' });
    const run = running(bench);
    expect(await run.all()).toMatchObject({ paid: 6, failed: 1 });
    expect(run.alarms).toStrictEqual(['account-not-billed']);
  });

  it('where the log is away the page fails as a whole, and done again nothing is twice', async () => {
    let away = 0;
    const bench: BillBench = billBench({
      moment: async (what) => {
        if (what !== 'append' || away <= 0) return;
        away -= 1;
        throw new LogUnavailable(new Error('away'));
      },
    });
    fill(bench, 280); // more than are priced together
    const { activities } = running(bench);
    const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 300 };
    await activities.startRun({ period: PERIOD, by: 'spec' });
    away = 3;
    await expect(activities.billPage(page)).rejects.toBeInstanceOf(LogUnavailable);
    away = 0;
    await activities.billPage(page);
    expect(bench.log.streams('bill')).toHaveLength(280);
    expect(bench.gateway.chargeLedger().filter(({ captured }) => captured > 0)).toHaveLength(280);
  });

  it('a bill that must wait is handed to a process of its own', async () => {
    const bench = month(4);
    bench.gateway.failCharges('charge', 'lost-after');
    const run = running(bench);
    expect(await run.all()).toMatchObject({ paid: 3, waiting: 1 });
    expect(run.handed).toHaveLength(1);
    bench.clock.set(later(THE_THIRD, 60_000));
    expect(await bench.advance({ billId: run.handed[0]! })).toStrictEqual({ standing: 'paid' });
  });

  it('X3 a dry run tells what it would do, and changes nothing', async () => {
    const bench = month();
    const before = bench.log.all().length;
    const { activities } = running(bench);
    const page = await activities.dryRunPage({ period: PERIOD, partition: 0, partitions: 1, pageSize: 100 });
    const total = Array.from({ length: 23 }, (_, n) => 100 + n).reduce((sum, minor) => sum + minor, 0);
    expect(page).toMatchObject({ accounts: 23, bills: 23, cannotPay: 0, totals: { USD: total }, isLast: true });
    expect(bench.log.all()).toHaveLength(before);
    expect(bench.gateway.chargeLedger()).toStrictEqual([]);
  });

  it('X3 a dry run asks only for the rates that bills need, and tells whose rate is missing', async () => {
    const bench = month(3);
    bench.account('acc_odd', 'XTS'); // nobody publishes a rate of it
    bench.charge(5, { accountId: 'acc_odd' });
    bench.account('acc_odd_at_home', 'XTS');
    bench.charge(5, { accountId: 'acc_odd_at_home', amount: { currency: 'XTS', minor: 5 } });
    bench.account('acc_clp', 'CLP');
    bench.charge(1_000, { accountId: 'acc_clp' });
    bench.clock.set(later(THE_THIRD, -10 * DAY)); // also ahead of the third
    const asked: string[] = [];
    const rates: BillBench['ports']['rates'] = {
      rateTo: async (to) => {
        asked.push(to);
        return bench.ports.rates.rateTo(to);
      },
    };
    const { activities } = running(bench, { rates });
    const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 100 };
    expect(await activities.dryRunPage(page)).toMatchObject({
      bills: 5,
      totals: { USD: 303, CLP: 9_455, XTS: 5 },
      withoutRate: { XTS: 1 },
    });
    expect(asked.sort()).toStrictEqual(['CLP', 'XTS']);
  });

  it('D9 is refused before the third', async () => {
    const bench = month(1);
    bench.clock.set(later(THE_THIRD, -1));
    await expect(running(bench).all()).rejects.toMatchObject({ type: 'Refusal' });
  });
});

describe('clocks and outages', () => {
  it('Q18 servers down from day 2 to day 6: all bills are made, once, and what metering sends after it is in them', async () => {
    const bench = month();
    // Nobody fires on the third. On day 6 metering sends what it could not: of the month before, and of the running one.
    bench.clock.set(later(THE_THIRD, 3 * DAY));
    const [first, second] = ['acc_000', 'acc_001'];
    bench.charge(7, { accountId: first });
    bench.charge(9, { accountId: second, month: '2024-06' });
    expect(await running(bench).activities.watchRun()).toStrictEqual({ missed: PERIOD });
    expect(await running(bench).all()).toMatchObject({ issued: 23, paid: 23 });
    expect(await running(bench).all()).toMatchObject({ issued: 23 });
    expect(bench.log.streams('bill')).toHaveLength(23);
    const owed = async (billId: string) => (await bench.bill(billId)).issued?.amount.minor;
    expect(await owed(`${first}-${PERIOD}`)).toBe(107);
    expect(await owed(`${second}-${PERIOD}`)).toBe(101);
    const next = '2024-06';
    bench.clock.set(dueAt(next, bench.ports.policy.due));
    expect(await running(bench).all(next)).toMatchObject({ issued: 1, paid: 1, nothing: 22 });
    expect(await owed(`${second}-${next}`)).toBe(9);
    expect(bench.log.streams('bill')).toHaveLength(24);
  });

  it('X16 the second clock raises the alarm once, and is silent about a run that began', async () => {
    const bench = month(1);
    const run = running(bench);
    bench.clock.set(later(THE_THIRD, 7 * 3_600_000));
    expect(await run.activities.watchRun()).toStrictEqual({ missed: PERIOD });
    await run.all();
    expect(await run.activities.watchRun()).toStrictEqual({});
    expect(run.alarms).toStrictEqual(['run-missed']);
  });

  it.each([-DAY, -3_600_000, 3_600_000, DAY])(
    'Q19 a clock stepped by %i ms in the middle: one bill an account, none twice',
    async (step) => {
      const bench = month();
      const run = running(bench);
      const { activities } = run;
      const { partitions, pageSize } = await activities.startRun({ period: PERIOD, by: 'spec' });
      const first = await activities.billPage({
        period: PERIOD,
        partition: 0,
        partitions: partitions.length,
        pageSize,
      });
      bench.clock.set(later(THE_THIRD, step));
      if (step < 0) {
        // Before the third again: nobody is billed too early, and nothing is lost.
        const early = { period: PERIOD, partition: 1, partitions: partitions.length, pageSize };
        await expect(activities.billPage(early)).rejects.toMatchObject({ type: 'NotDue' });
        expect(bench.log.streams('bill')).toHaveLength(pageSize);
        bench.clock.set(later(THE_THIRD, DAY));
      }
      expect(first.isLast).toBe(false);
      await running(bench).all();
      expect(bench.log.streams('bill')).toHaveLength(23);
      expect(bench.gateway.chargeLedger().filter(({ captured }) => captured > 0)).toHaveLength(23);
    },
  );
});

describe('R30b a bill at risk', () => {
  const JUNE = '2024-06-20T00:00:00.000Z';
  const spender = (): BillBench => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.clock.set(JUNE);
    bench.charge(600_000, { month: '2024-06' });
    return bench;
  };
  const risk = (bench: BillBench) =>
    running(bench, {
      finder: {
        accountsToBill: async () => ['acc_1'],
        billedAccounts: async () => [],
        unfinishedBills: async () => [],
        idleBills: async () => [],
        chargedBills: async () => [],
        numbersOfBills: async () => new Map(),
        catchUp: async () => undefined,
      },
    }).activities.billAtRisk({ limit: 10 });

  it('D13 is issued and deducted at once; the grounds and their inputs are recorded', async () => {
    const bench = spender();
    expect(await risk(bench)).toStrictEqual({ billed: 1 });
    const bill = await bench.bill('acc_1-2024-06-1');
    expect(bill.issued).toMatchObject({ interim: 1, amount: { minor: 600_000 } });
    expect(bill.issued?.grounds).toStrictEqual([
      { rule: 'unbilled-over-limit', inputs: { unbilledMinor: 600_000, currency: 'USD', limitMinor: 500_000 } },
    ]);
    expect(bill.paid).toBeDefined();
  });

  it('several in one day; nothing is counted again on the third', async () => {
    const bench = spender();
    await risk(bench);
    expect(await risk(bench)).toStrictEqual({ billed: 0 });
    bench.charge(700_000, { month: '2024-06' });
    expect(await risk(bench)).toStrictEqual({ billed: 1 });
    bench.charge(50, { month: '2024-06' });
    bench.clock.set(dueAt('2024-06', bench.ports.policy.due));
    await bench.advance({ billId: 'acc_1-2024-06' });
    const amounts = await Promise.all(
      ['acc_1-2024-06-1', 'acc_1-2024-06-2', 'acc_1-2024-06'].map(
        async (id) => (await bench.bill(id)).issued?.amount.minor,
      ),
    );
    expect(amounts).toStrictEqual([600_000, 700_000, 50]);
    const billed = bench.log
      .facts('charges-acc_1-202406')
      .flatMap(({ fact }) => (fact.type === 'ChargesBilled' ? [(fact as ChargesEvent).data] : []));
    expect(billed).toHaveLength(3);
  });

  it('while the monthly run goes on: each charge is in one bill', async () => {
    const bench = spender();
    bench.charge(20_000, { month: PERIOD });
    await Promise.all([risk(bench), bench.advance({ billId: 'acc_1-2024-05' })]);
    const all = await Promise.all(['acc_1-2024-05', 'acc_1-2024-06-1'].map((id) => bench.bill(id)));
    const billed = all.reduce((sum, { issued }) => sum + (issued?.amount.minor ?? 0), 0);
    expect(billed).toBe(620_000);
    expect(bench.gateway.chargeLedger().reduce((sum, { captured }) => sum + captured, 0)).toBe(620_000);
  });
});
