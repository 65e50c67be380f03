import { keepHistory } from '../replay/keep-history';
import { refusalOf } from './bench/traveller';
import type { Traveller } from './bench/traveller';
import { withBench } from './bench/with-bench';

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = HOUR_MS / 2;

describe('Q5 a hold without an answer', () => {
  const bench = withBench();

  it('is looked up, and was held: the card is added', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-after');
    await traveller.submit({ on: 'approve', transStatus: 'Y' });
    expect(await traveller.end()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    expect(traveller.facts()).toContain('HoldUnknown');
    await keepHistory('unknown-then-held', traveller.handle);
  });

  it('is looked up, and was declined: only then it is a decline', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-after');
    await traveller.submit({ on: 'decline', networkCode: '51' });
    await traveller.end();
    expect(traveller.facts().slice(-4)).toEqual(['HoldAsked', 'HoldUnknown', 'HoldDeclined', 'CardAdditionFailed']);
    await keepHistory('unknown-then-declined', traveller.handle);
  });

  it('was lost on the way: the same key is sent again, and holds once', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-before', 3);
    await traveller.submit({ on: 'approve' });
    expect(await traveller.end()).toMatchObject({ state: 'succeeded' });
    expect(
      bench()
        .world.cards.ledger()
        .filter(({ key }) => key === traveller.key),
    ).toHaveLength(1);
    await keepHistory('unknown-then-sent-again', traveller.handle);
  });

  it('leads to the bank page once the bank is back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-after');
    const answer = await traveller.submit({ on: 'bank-page' });
    expect(answer).toMatchObject({ state: 'open' });
    await bench().env.sleep('10 seconds');
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    expect(await traveller.end()).toMatchObject({ state: 'succeeded' });
  });

  it('is told as "being checked", and nothing else may happen meanwhile, also not a cancellation', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-before', 1_000);
    const answer = await traveller.submit({ on: 'approve' });
    expect(answer).toMatchObject({ state: 'open', step: 'checking', hold: { status: 'unknown' } });
    expect(refusalOf(await traveller.take({ type: 'Cancel' }))).toBe('bank-is-checking');
    await bench().env.sleep('20 hours');
    expect(traveller.result()).toBeUndefined(); // not found is not a no
    expect(await traveller.end()).toMatchObject({ state: 'failed', hold: { status: 'nothing-held' } });
    expect(traveller.result()).toBe('hold-result-unknown');
    expect(traveller.facts().slice(-4)).toEqual(['HoldAsked', 'HoldUnknown', 'CardAdditionFailed', 'NothingWasHeld']);
    bench().world.cards.recover();
    // What was sent last had its time to arrive before anybody said that there was nothing.
    const { sent, said } = await lastSent(traveller);
    expect(said - sent).toBeGreaterThan(0.8 * HOUR_MS);
    await keepHistory('unknown-then-nothing-held', traveller.handle);
  });

  it('towards the end it is only looked for: a request that arrives late is found, and given back', async () => {
    const traveller = bench().traveller({ policy: { unknownHoldMs: HALF_HOUR_MS } });
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-before', 1_000);
    await traveller.submit({ on: 'approve' });
    await bench().env.sleep(HALF_HOUR_MS - 60_000);
    bench().world.cards.recover();
    const { token, amount } = traveller.hold();
    const late = { key: traveller.key, token, amount, returnUrl: 'https://onfile.example', reference: '' };
    await bench().world.cards.placeHold(late);
    expect(await traveller.end()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    expect(traveller.atBank()).toBe('voided');
  });

  it('towards the end it is only looked for: the bank is not asked anew and told a moment later that it had nothing', async () => {
    const traveller = bench().traveller({ policy: { unknownHoldMs: HALF_HOUR_MS } });
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-before', 1_000);
    await traveller.submit({ on: 'approve' });
    expect(await traveller.end()).toMatchObject({ state: 'failed', hold: { status: 'nothing-held' } });
    bench().world.cards.recover();
    const { sent, said } = await lastSent(traveller);
    expect(said - sent).toBeGreaterThan(HALF_HOUR_MS / 24);
    await keepHistory('unknown-then-looked-for', traveller.handle);
  });
});

/** When the hold was asked for last, and when the log was told that nothing was held; milliseconds since 1970. */
async function lastSent(traveller: Traveller): Promise<{ sent: number; said: number }> {
  const { events } = await traveller.handle.fetchHistory();
  const sent = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: call, eventTime }) =>
    call?.activityType?.name === 'placeHold' ? [Number(eventTime?.seconds) * 1_000] : [],
  );
  return { sent: Math.max(...sent), said: Date.parse(traveller.at('NothingWasHeld')) };
}
