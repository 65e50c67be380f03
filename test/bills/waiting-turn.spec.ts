import { later } from '@onfile/domain';
import { advance, openDesk } from '@onfile/worker';
import { ACCOUNT, BILL, billBench, THE_THIRD, visa } from './bench/bill-bench';

describe('a bill that waits for its turn', () => {
  it('R35 does not try a card that was taken off meanwhile', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.card('b');
    bench.charge(1_234);
    const desk = openDesk({ billId: BILL }, bench.ports);
    await desk.load();
    bench.log.given(
      `wallet-${ACCOUNT}`,
      { type: 'DefaultCardSet', at: THE_THIRD, data: { cardId: 'b', because: 'chosen' } },
      {
        type: 'CardRemoved',
        at: THE_THIRD,
        data: { accountId: ACCOUNT, cardId: 'a', card: visa('tok_a'), because: 'asked' },
      },
    );
    bench.clock.set(later(THE_THIRD, 60_000));
    await advance(desk, bench.ports);
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_b']);
  });
});
