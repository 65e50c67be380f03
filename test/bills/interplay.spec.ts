import { decideBill, later, type BillCommand } from '@onfile/domain';
import { openDesk } from '@onfile/worker';
import { billBench, BILL, PERIOD, THE_THIRD, type BillBench } from './bench/bill-bench';
import { running } from './bench/running';
import { fileOfLines, type FileLine } from './bench/settlement-file';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const command = async (bench: BillBench, given: BillCommand, id = JSON.stringify(given)): Promise<void> => {
  const desk = openDesk({ billId: BILL }, bench.ports);
  await desk.load();
  await desk.write(id, (world, at) => decideBill(given, world, at));
};

/** A bill whose charge of card `a` has had no answer for so long that an operator is asked; card `b` is good. */
async function unknownForDays(): Promise<BillBench> {
  const bench = billBench();
  bench.account();
  bench.charge(1_000);
  bench.card('a', [{ on: 'decline', networkCode: '51' }]);
  bench.card('b');
  bench.gateway.failCharges('charge', 'lost-after');
  bench.gateway.chargeFaults((operation) => (operation === 'find' ? 'unreachable' : undefined));
  await bench.run(later(THE_THIRD, 4 * DAY));
  expect((await bench.bill()).blocked).toMatchObject({ because: 'unknown', key: `${BILL}/1` });
  return bench;
}

describe('D7 a charge without an answer, and what operators do about its bill', () => {
  it('let go on while there is still no answer, it is an operator’s task again, and can be given up', async () => {
    const bench = await unknownForDays();
    await command(bench, { type: 'Unblock', by: 'op_1', why: 'the bank is back, as far as we know' });
    await bench.run(later(bench.clock.now(), HOUR));
    expect((await bench.bill()).blocked).toMatchObject({ because: 'unknown', key: `${BILL}/1` });
    await command(bench, { type: 'GiveUpCharge', key: `${BILL}/1`, by: 'op_1', why: 'the bank has none' });
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
  });

  it('the answer ends the wait by itself: the next card is tried, and no operator is needed', async () => {
    const bench = await unknownForDays();
    bench.gateway.chargeFaults(() => undefined);
    bench.clock.set(later(bench.clock.now(), DAY));
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger().map(({ token, captured }) => [token, captured])).toStrictEqual([
      ['tok_a', 0],
      ['tok_b', 1_000],
    ]);
  });

  it.each(['capture', 'part'] as const)(
    'a charge that was given up and of which the bank has a %s after all goes back when the bill is looked at again',
    async (on) => {
      const bench = billBench();
      bench.account();
      bench.charge(1_000);
      bench.card('a', [on === 'part' ? { on, hundredths: 40 } : { on }]);
      bench.card('b');
      bench.gateway.failCharges('charge', 'lost-after');
      bench.gateway.chargeFaults((operation) => (operation === 'find' ? 'unreachable' : undefined));
      await bench.run(later(THE_THIRD, 4 * DAY));
      await command(bench, { type: 'GiveUpCharge', key: `${BILL}/1`, by: 'op_1', why: 'the bank says no' });
      expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
      bench.gateway.chargeFaults(() => undefined);
      expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
      expect(bench.gateway.chargeLedger().map(({ captured }) => captured)).toStrictEqual([0, 1_000]);
    },
  );
});

describe('D14 a card that the customer tries alone, in the middle of a round', () => {
  it('does not make the bill overdue while other cards were not tried', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [
      { on: 'decline', networkCode: '1A' },
      { on: 'decline', networkCode: '51' },
    ]);
    bench.card('b', [{ on: 'decline', networkCode: '91' }]);
    bench.card('c');
    expect(await bench.advance()).toHaveProperty('waitUntil'); // for the second try of b
    await command(bench, { type: 'Confirm', key: `${BILL}/1` });
    expect(await bench.run(THE_THIRD)).toStrictEqual({ standing: 'paid' });
    expect(bench.types()).not.toContain('PaymentOverdue');
    expect(bench.gateway.chargeLedger().at(-1)).toMatchObject({ token: 'tok_c', captured: 1_000 });
  });

  it('section 6: where the bank itself names a day, the next card is tried at once', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [{ on: 'decline', networkCode: '91', adviceCode: '30' }]);
    bench.card('b');
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
  });
});

describe('R30b the rules of risk over many accounts', () => {
  it('one that can not be priced is told of, and keeps no other from being billed', async () => {
    const bench = billBench();
    bench.clock.set('2024-06-20T00:00:00.000Z');
    bench.account('acc_1', 'XTS'); // nobody publishes a rate of it
    bench.account('acc_2');
    for (const accountId of ['acc_1', 'acc_2']) bench.charge(600_000, { accountId, month: '2024-06' });
    bench.card('a', undefined, { accountId: 'acc_2' });
    const { activities, alarms } = running(bench, { run: { partitions: 1, pageSize: 5, atOnce: 1, missedAfterMs: 0 } });
    expect(await activities.billAtRisk({ limit: 10 })).toStrictEqual({ billed: 1 });
    expect((await bench.bill('acc_2-2024-06-1')).paid).toBeDefined();
    expect(alarms).toStrictEqual(['account-not-billed']);
  });
});

describe('D7 a bill at risk that is blocked on us', () => {
  it('is told of at once, as any other', async () => {
    const bench = billBench();
    bench.clock.set('2024-06-20T00:00:00.000Z');
    bench.account();
    bench.card('a', [{ on: 'decline', networkCode: '03' }]);
    bench.charge(600_000, { month: '2024-06' });
    const { activities, alarms } = running(bench);
    expect(await activities.billAtRisk({ limit: 10 })).toStrictEqual({ billed: 1 });
    expect(alarms).toStrictEqual(['bill-blocked']);
  });
});

describe('X3 a dry run of a month that was billed', () => {
  it('does not count what comes late: its bills are there, and late charges go to the next one', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(1_000);
    const { activities, all } = running(bench);
    await all();
    bench.charge(70);
    const page = { period: PERIOD, partition: 0, partitions: 1, pageSize: 10 };
    expect(await activities.dryRunPage(page)).toMatchObject({ accounts: 1, bills: 0, totals: {} });
  });
});

describe('X2 a void that the bank carries out later', () => {
  /** Part of the amount was approved; the bank puts the void off, and carries it out while it is asked for once more. */
  async function voidedLater(): Promise<BillBench> {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [{ on: 'part', hundredths: 40 }]);
    bench.gateway.failCharges('void', 'pending', 2);
    await bench.run(later(THE_THIRD, HOUR));
    expect(bench.types().filter((type) => type === 'ChargeReturnAsked')).toHaveLength(3);
    return bench;
  }
  const taken: FileLine = [`${BILL}/1`, 'charge', 'charge_1', 'USD', 400];
  const back = (n: number): FileLine => [`${BILL}/1/void/${n}`, 'void', 'charge_1', 'USD', 400];

  it.each<[string, FileLine[], number]>([
    ['under the key that it was first asked under', [taken, back(1)], 0],
    ['under the newest key', [taken, back(3)], 0],
    ['under both: it went back twice', [taken, back(1), back(3)], 1],
    ['under none', [taken], 1],
    ['under one that nobody asked under', [taken, back(9)], 2],
  ])('stands in the settlement file %s', async (_where, lines, findings) => {
    const bench = await voidedLater();
    const { activities } = running(bench, { settlements: { fileOf: async () => fileOfLines(lines) } });
    expect(await activities.compareSettlement({ day: THE_THIRD.slice(0, 10) })).toMatchObject({ findings });
  });
});
