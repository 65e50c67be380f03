import { createActivities, type ActivityPorts } from '@onfile/worker';
import { ACCOUNT, BILL, billBench, PERIOD, visa } from './bench/bill-bench';

const HALF_A_YEAR_LATER = '2024-12-10T08:00:00.000Z';
const order = { accountId: ACCOUNT, cardId: 'a', token: 'tok_a' };

/** An account whose only card has just been taken off. */
function removed(now: string) {
  const bench = billBench();
  bench.account();
  bench.card('a');
  const because = { accountId: ACCOUNT, cardId: 'a', card: visa('tok_a'), because: 'asked' } as const;
  bench.log.given(`wallet-${ACCOUNT}`, { type: 'CardRemoved', at: now, data: because });
  const ports = { log: bench.log, billingZone: 'Asia/Shanghai', now: () => now } as unknown as ActivityPorts; // what is asked for
  return { log: bench.log, findTokenUse: () => createActivities(ports).findTokenUse(order) };
}

describe('R39 the token of a card that is gone', () => {
  it('is kept while a charge of a bill of long ago has no answer', async () => {
    const { log, findTokenUse } = removed(HALF_A_YEAR_LATER);
    expect(await findTokenUse()).toBe('free');
    log.given(`bill-${BILL}`, {
      type: 'CardChargeStarted',
      at: `${PERIOD}-20T08:00:00.000Z`,
      data: {
        ...{ key: `${BILL}/1`, n: 1, round: 1, cardId: 'a', token: 'tok_a', fingerprint: 'digest' },
        ...{ amount: { currency: 'USD', minor: 100 }, initiatedBy: 'merchant' },
      },
    });
    expect(await findTokenUse()).toBe('open');
  });

  it('is kept while the customer adds the card anew with it', async () => {
    const { log, findTokenUse } = removed(HALF_A_YEAR_LATER);
    const at = HALF_A_YEAR_LATER;
    log.given(`account-${ACCOUNT}`, { type: 'JourneyOpened', at, data: { journeyId: 'again' } });
    log.given('cardAddition-again', started(at) as never);
    expect(await findTokenUse()).toBe('free');
    log.given('cardAddition-again', {
      ...{ type: 'CardSubmitted', at, sealed: 'sealed' },
      data: { card: visa('tok_a') },
    } as never);
    expect(await findTokenUse()).toBe('open');
  });
});

const started = (at: string) => ({
  ...{ type: 'CardAdditionStarted', at },
  data: {
    ...{ journeyId: 'again', accountId: ACCOUNT, region: 'US', registeredAt: at, currency: 'USD' },
    ...{ steps: ['card', 'bank-page'], skipped: [], policy: {} },
  },
});
