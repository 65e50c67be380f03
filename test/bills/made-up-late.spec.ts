import { ACCOUNT, billBench } from './bench/bill-bench';

describe('a month that is made up for long after its third', () => {
  it('D10 its credit is still taken by a bill', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(-800);
    bench.clock.set('2024-10-05T12:00:00.000Z');
    expect(await bench.advance()).toStrictEqual({ standing: 'nothing-to-bill' });
    bench.charge(1_000, { month: '2024-10' });
    bench.clock.set('2024-11-02T19:00:00.000Z');
    const billId = `${ACCOUNT}-2024-10`;
    await bench.advance({ billId });
    expect((await bench.bill(billId)).issued?.amount.minor).toBe(200);
  });
});
