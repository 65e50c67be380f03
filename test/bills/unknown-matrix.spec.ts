import { later } from '@onfile/domain';
import { BILL, billBench, THE_THIRD, type BillBench } from './bench/bill-bench';
import { expectBillPromises } from './bench/promises';

const DAY = 24 * 3_600_000;
const DECLINED = [{ on: 'decline', networkCode: '51' }] as const;

/** What may become of the answer to the charge that pays. */
const LOSSES: Readonly<Record<string, (bench: BillBench) => void>> = {
  'lost before the effect': ({ gateway }) => gateway.failCharges('charge', 'lost-before'),
  'lost before the effect, and once more': ({ gateway }) => gateway.failCharges('charge', 'lost-before', 2),
  'lost after the effect': ({ gateway }) => gateway.failCharges('charge', 'lost-after'),
  'never sent': ({ gateway }) => gateway.failCharges('charge', 'unreachable'),
  'late: the bank tells nothing of it for hours': ({ gateway }) => {
    gateway.failCharges('charge', 'lost-after');
    gateway.failCharges('find', 'unreachable', 12);
  },
};

describe('Q5 the matrix of unknown outcomes: captured is at most what is due, and equal to the log', () => {
  describe.each(Object.keys(LOSSES))('the answer %s', (loss) => {
    it.each([1, 2, 3, 4])('%i cards, of which the last one pays', async (cards) => {
      const bench = billBench();
      bench.account();
      bench.charge(1_000);
      for (let n = 1; n < cards; n += 1) bench.card(`c${n}`, DECLINED);
      bench.card(`c${cards}`);
      for (let n = 1; n < cards; n += 1) bench.gateway.failCharges('charge', 'lost-after'); // the noes are not heard either
      LOSSES[loss]!(bench);
      expect(await bench.run(later(THE_THIRD, DAY))).toStrictEqual({ standing: 'paid' });
      expectBillPromises(bench, BILL);
      const captured = bench.gateway.chargeLedger().filter((one) => one.captured > 0);
      expect(captured.map(({ token, captured: minor }) => [token, minor])).toStrictEqual([[`tok_c${cards}`, 1_000]]);
    });
  });

  it.each([1, 2])(
    'a notice of the bank that comes %i times is only a hint: the bank itself is asked',
    async (times) => {
      const bench = billBench();
      bench.account();
      bench.charge(1_000);
      bench.card('a');
      bench.gateway.failCharges('charge', 'lost-after');
      await bench.advance();
      bench.clock.set(later(THE_THIRD, 2_000));
      await Promise.all(Array.from({ length: times }, () => bench.advance()));
      expectBillPromises(bench, BILL);
      expect(bench.types().filter((type) => type === 'CardCharged')).toHaveLength(1);
    },
  );

  it('a notice that contradicts the poll changes nothing: what the poll says is on record', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', DECLINED);
    bench.card('b');
    bench.gateway.failCharges('charge', 'lost-after');
    await bench.advance();
    bench.clock.set(later(THE_THIRD, 2_000));
    await bench.advance(); // woken by "captured", whereas the bank says declined when it is asked
    expect(bench.types().slice(2, 4)).toStrictEqual(['CardChargeUnknown', 'CardChargeDeclined']);
    await bench.run(later(THE_THIRD, DAY));
    expectBillPromises(bench, BILL);
  });

  it('none stays unknown without an operator’s task', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a');
    bench.card('b');
    bench.gateway.failCharges('charge', 'lost-after');
    bench.gateway.chargeFaults((operation) => (operation === 'find' ? 'unreachable' : undefined));
    await bench.run(later(THE_THIRD, 4 * DAY));
    expect((await bench.bill()).blocked).toMatchObject({ because: 'unknown', key: `${BILL}/1` });
    expect(bench.gateway.chargeLedger()).toHaveLength(1); // and no other card was tried meanwhile
  });
});
