import { later } from '@onfile/domain';
import { GatewayUnreachable } from '@onfile/gateways';
import { billBench, PERIOD, THE_THIRD, type BillBench } from './bench/bill-bench';
import { running } from './bench/running';
import { fileOfLines, settledLines, type FileLine } from './bench/settlement-file';

const DAY = THE_THIRD.slice(0, 10);
const bank = (bench: BillBench, files: Readonly<Record<string, readonly FileLine[]>>) =>
  running(bench, { settlements: { fileOf: async (day) => fileOfLines(files[day] ?? []) } });
const noted = (bench: BillBench) =>
  bench.log.facts(`settlement-${DAY.replaceAll('-', '')}`).map(({ fact }) => [fact.type, fact.data]);

/** Some bills, paid and not. */
async function paidMonth(): Promise<BillBench> {
  const bench = billBench();
  for (let n = 0; n < 6; n += 1) {
    const accountId = `acc_${n}`;
    bench.account(accountId);
    bench.card(`${accountId}_a`, n % 3 === 0 ? [{ on: 'decline', networkCode: '51' }] : undefined, { accountId });
    if (n % 2 === 0) bench.card(`${accountId}_b`, undefined, { accountId });
    bench.charge(100 + n, { accountId });
  }
  await running(bench).all();
  return bench;
}

describe('Q14 X2 the settlement file of each day against the log', () => {
  it('a file that agrees is noted, and nobody is troubled', async () => {
    const bench = await paidMonth();
    const lines = settledLines(bench);
    const { activities, alarms } = bank(bench, { [DAY]: lines });
    expect(await activities.compareSettlement({ day: DAY })).toStrictEqual({ day: DAY, lines: 5, findings: 0 });
    expect(noted(bench)).toStrictEqual([['SettlementCompared', { day: DAY, lines: 5, findings: 0 }]]);
    expect(alarms).toStrictEqual([]);
  });

  it('what differs becomes facts and an alarm, once however often it is compared', async () => {
    const bench = await paidMonth();
    const [first, second, ...rest] = settledLines(bench);
    const [key, operation, id, currency, minor] = second!;
    const stranger: FileLine = [`acc_9-${PERIOD}/1`, 'charge', 'charge_x', 'USD', 7];
    const { activities, alarms } = bank(bench, {
      [DAY]: [[key, operation, id, currency, minor + 1], ...rest, stranger],
    });
    await activities.compareSettlement({ day: DAY });
    const told = noted(bench);
    expect(told.slice(0, -1).map(([, data]) => data)).toStrictEqual([
      { day: DAY, key, what: 'amount-differs' },
      { day: DAY, key: stranger[0], what: 'unknown-to-us' },
      { day: DAY, key: first![0], what: 'missing-at-bank' },
    ]);
    await activities.compareSettlement({ day: DAY });
    expect(noted(bench)).toStrictEqual(told);
    expect(alarms).toStrictEqual(['settlement-disagrees']);
  });

  it('what was put right and differs again is told again', async () => {
    const bench = await paidMonth();
    const lines = settledLines(bench);
    let file = lines.slice(1);
    const { activities, alarms } = running(bench, { settlements: { fileOf: async () => fileOfLines(file) } });
    await activities.compareSettlement({ day: DAY });
    file = lines;
    await activities.compareSettlement({ day: DAY });
    file = lines.slice(1);
    await activities.compareSettlement({ day: DAY });
    expect(noted(bench).at(-1)).toStrictEqual(['SettlementCompared', { day: DAY, lines: 4, findings: 1 }]);
    expect(alarms).toStrictEqual(['settlement-disagrees', 'settlement-disagrees']);
  });

  it('a charge of midnight may stand in the file of the day before', async () => {
    const bench = billBench();
    bench.clock.set('2024-06-03T00:10:00.000Z');
    bench.account();
    bench.card('a');
    bench.charge(500);
    await bench.advance();
    const { activities } = bank(bench, { '2024-06-02': settledLines(bench) });
    expect(await activities.compareSettlement({ day: '2024-06-03' })).toMatchObject({ findings: 0 });
    expect(await bank(bench, {}).activities.compareSettlement({ day: '2024-06-03' })).toMatchObject({ findings: 1 });
  });

  it('D7 a charge that has no answer yet is no disagreement: the next look brings what the file says', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(500);
    bench.gateway.failCharges('charge', 'lost-after');
    await bench.advance();
    const { activities } = bank(bench, { [DAY]: settledLines(bench) });
    expect(await activities.compareSettlement({ day: DAY })).toMatchObject({ lines: 1, findings: 0 });
    // Known a day late it is not looked for in the file of that day.
    bench.clock.set(later(THE_THIRD, 24 * 3_600_000));
    await bench.run();
    const next = later(DAY, 24 * 3_600_000).slice(0, 10);
    expect(await activities.compareSettlement({ day: next })).toMatchObject({ findings: 0 });
  });

  it('a $1 hold that the bank took after all and gave back is known by its journey', async () => {
    const bench = billBench();
    const at = THE_THIRD;
    const amount = { currency: 'USD', minor: 100 };
    const asked = { key: 'jrn_1/hold', token: 'tok', amount, rate: {}, rounding: {} };
    const back = { key: 'jrn_1/refund/1', of: 'jrn_1/hold', how: 'refund', attempt: 1 };
    bench.log.given('cardAddition-jrn_1', { type: 'HoldAsked', at, data: asked } as never);
    bench.log.given('cardAddition-jrn_1', { type: 'HoldReleaseAsked', at, data: back } as never);
    const lines: FileLine[] = [
      ['jrn_1/hold', 'settle', 'hold_1', 'USD', 100],
      ['jrn_1/refund/1', 'refund', 'hold_1', 'USD', 100],
      ['jrn_2/refund/1', 'refund', 'hold_2', 'USD', 100],
    ];
    await bank(bench, { [DAY]: lines }).activities.compareSettlement({ day: DAY });
    expect(noted(bench)[0]).toStrictEqual([
      'SettlementDisagreed',
      { day: DAY, key: 'jrn_2/refund/1', what: 'return-unknown-to-us' },
    ]);
  });

  it('a card gateway that gives no such file is told of, and not asked for ever', async () => {
    const { activities } = running(billBench(), { settlements: undefined });
    await expect(activities.compareSettlement({ day: DAY })).rejects.toMatchObject({
      ...{ type: 'NoSettlementFile', nonRetryable: true },
    });
  });

  it('a bank that has no file yet is asked again later', async () => {
    const bench = billBench();
    const fileOf = () => Promise.reject(new GatewayUnreachable('card network'));
    const { activities } = running(bench, { settlements: { fileOf } });
    await expect(activities.compareSettlement({ day: DAY })).rejects.toMatchObject({ type: 'GatewayUnreachable' });
  });
});
