import { specify } from '@onfile/testing';
import {
  afterNoon,
  bankPageOpened,
  cardSubmitted,
  DAY,
  failed,
  FROM_CARD,
  HOLD_ID,
  holdAsked,
  holdDeclined,
  holdPlaced,
  holdUnknown,
  holdVoided,
  JOURNEY,
  KEY,
  MINUTE,
  NOON,
  ONE_DOLLAR,
  releaseAsked,
  releaseDelayed,
  started,
  succeeded,
} from '../fixtures';
import type { NoteCommand } from './commands';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent } from './events';
import { holdToRelease, releaseDelays } from './release';
import { evolveWorld, initialWorld } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const facts = (...more: CardAdditionEvent[]) => [started(FROM_CARD), cardSubmitted(), ...more];
const given = (...more: CardAdditionEvent[]) => journeys.given({ journey: facts(...more) });
const left = (...more: CardAdditionEvent[]) =>
  holdToRelease(evolveWorld(initialWorld, { journey: facts(...more) }).journey);

const ask = (how: 'void' | 'refund' = 'void', attempt = 1): NoteCommand => ({
  type: 'NoteReleaseAsked',
  key: `${JOURNEY}/${how}/${attempt}`,
  of: KEY,
  how,
  attempt,
});
const delay = (why: string, tryAgainAt = afterNoon(MINUTE)): NoteCommand => ({
  type: 'NoteReleaseDelayed',
  key: `${JOURNEY}/void/1`,
  of: KEY,
  why,
  tryAgainAt,
});
const voided: NoteCommand = { type: 'NoteVoided', key: `${JOURNEY}/void/1`, of: KEY, holdId: HOLD_ID };
const placedAndOver = [holdAsked(), holdPlaced(), succeeded()];
const voidTry = (attempt: number) => ({ key: `${JOURNEY}/void/${attempt}`, how: 'void', attempt });
const refundTry = (attempt: number) => ({ key: `${JOURNEY}/refund/${attempt}`, how: 'refund', attempt });

describe('what is left to give back', () => {
  it('R4 R25 is armed from the moment the hold is asked for', () => {
    const armed = { of: KEY, amount: ONE_DOLLAR, askedAt: NOON, next: voidTry(1) };
    expect(left()).toBeUndefined();
    expect(holdToRelease(initialWorld.journey)).toBeUndefined();
    expect(left(holdAsked())).toStrictEqual(armed);
    expect(left(holdAsked(), holdUnknown())).toStrictEqual(armed);
    expect(left(holdAsked(), bankPageOpened())).toStrictEqual({ ...armed, holdId: HOLD_ID });
    expect(left(holdAsked(), holdPlaced())).toStrictEqual({ ...armed, holdId: HOLD_ID });
    expect(left(...placedAndOver)).toStrictEqual({ ...armed, holdId: HOLD_ID });
  });

  it('R25 is nothing once declined, given back, or never held', () => {
    const refunded: CardAdditionEvent = { ...holdVoided(), type: 'HoldRefunded' } as CardAdditionEvent;
    expect(left(holdAsked(), holdDeclined())).toBeUndefined();
    expect(left(...placedAndOver, holdVoided())).toBeUndefined();
    expect(left(...placedAndOver, refunded)).toBeUndefined();
    expect(left(holdAsked(), failed(), { type: 'NothingWasHeld', at: NOON, data: { of: KEY } })).toBeUndefined();
  });

  it('R25 comes back if the bank holds it after all', () =>
    expect(left(holdAsked(), holdDeclined(), failed(), holdPlaced())).toMatchObject({ holdId: HOLD_ID }));
});

describe('the numbered tries', () => {
  it.each(['pending', 'unknown', 'unreachable'])('keep their key while the outcome is not definite: %s', (why) => {
    expect(left(...placedAndOver, releaseAsked())?.next).toStrictEqual(voidTry(1));
    expect(left(...placedAndOver, releaseAsked(), releaseDelayed(why))?.next).toStrictEqual(voidTry(1));
  });

  it('take a new key after a definite no', () =>
    expect(left(...placedAndOver, releaseAsked(), releaseDelayed('refused'))?.next).toStrictEqual(voidTry(2)));

  it('D4 turn to a refund once the hold has settled, and stay with it', () => {
    const settled = [...placedAndOver, releaseAsked(), releaseDelayed('already-settled')];
    expect(left(...settled)?.next).toStrictEqual(refundTry(1));
    const refused = [...settled, releaseAsked('refund'), releaseDelayed('refused', 'refund')];
    expect(left(...refused)?.next).toStrictEqual(refundTry(2));
    expect(releaseDelays).toContain('already-settled');
  });

  it('a delay of an older try says nothing about the newest', () => {
    const second = [...placedAndOver, releaseAsked(), releaseDelayed('refused'), releaseAsked('void', 2)];
    expect(left(...second, releaseDelayed('refused'))?.next).toStrictEqual(voidTry(2));
  });
});

describe('asking for the release', () => {
  it('R25 is recorded before the call, once a key', () => {
    given(...placedAndOver)
      .when(ask())
      .then({ journey: [releaseAsked()] });
    given(...placedAndOver, releaseAsked())
      .when(ask())
      .thenNothing();
  });

  it('R25 also for a hold whose bank page is still open', () =>
    given(holdAsked(), bankPageOpened(), failed())
      .when(ask())
      .then({ journey: [releaseAsked()] }));

  it('R25 waits until the journey is over, and until it is known whether there is a hold', () => {
    given(holdAsked(), holdPlaced()).when(ask()).thenRefused('step-out-of-order');
    given(holdAsked(), failed({ result: 'system-error' }))
      .when(ask())
      .thenRefused('bank-is-checking');
    given(holdAsked(), holdDeclined(), failed()).when(ask()).thenRefused('step-out-of-order');
  });

  it('no second key while the first has no definite answer', () => {
    given(...placedAndOver, releaseAsked())
      .when(ask('void', 2))
      .thenRefused('step-out-of-order');
    given(...placedAndOver, releaseAsked(), releaseDelayed('unknown'))
      .when(ask('refund'))
      .thenRefused('step-out-of-order');
    given(...placedAndOver, releaseAsked(), releaseDelayed('refused'))
      .when(ask('void', 2))
      .then({ journey: [releaseAsked('void', 2)] });
  });

  it('D4 refunds at once a hold that is found settled', () => {
    given(...placedAndOver)
      .when(ask('refund'))
      .then({ journey: [releaseAsked('refund')] });
    given(...placedAndOver)
      .when(ask('refund', 2))
      .thenRefused('step-out-of-order');
  });
});

describe('the answer to the release', () => {
  it('R4 R25 tells apart that we gave it back and by when the bank shows it', () => {
    const data = { key: `${JOURNEY}/void/1`, of: KEY, holdId: HOLD_ID, bankShowsBy: afterNoon(10 * DAY) };
    given(...placedAndOver, releaseAsked())
      .when(voided)
      .then({ journey: [{ type: 'HoldVoided', at: NOON, data }] });
    given(...placedAndOver, releaseAsked())
      .when({ ...voided, type: 'NoteRefunded' } as NoteCommand)
      .then({ journey: [{ type: 'HoldRefunded', at: NOON, data }] });
  });

  it('R25 is recorded once', () =>
    given(...placedAndOver, releaseAsked(), holdVoided())
      .when(voided)
      .thenNothing());

  it('R25 a delay is recorded with the time of the next try, once', () => {
    given(...placedAndOver, releaseAsked())
      .when(delay('pending'))
      .then({ journey: [releaseDelayed('pending')] });
    const delayed = [...placedAndOver, releaseAsked(), releaseDelayed('pending')];
    given(...delayed)
      .when(delay('pending'))
      .thenNothing();
    const next = afterNoon(5 * MINUTE);
    const again = releaseDelayed('pending') as Extract<CardAdditionEvent, { type: 'HoldReleaseDelayed' }>;
    given(...delayed)
      .when(delay('pending', next))
      .then({ journey: [{ ...again, data: { ...again.data, tryAgainAt: next } }] });
  });

  it('R25 a delay that comes after the release adds nothing', () =>
    given(...placedAndOver, releaseAsked(), holdVoided())
      .when(delay('unknown'))
      .thenNothing());
});

describe('a hold that the bank does not know', () => {
  const nothing: NoteCommand = { type: 'NoteNothingHeld', of: KEY };
  const unknown = [holdAsked(), holdUnknown(), failed({ result: 'hold-result-unknown' })];

  it('R25 not found is not no: it counts after a day of asking', () => {
    given(...unknown)
      .when(nothing, afterNoon(DAY - 1))
      .thenRefused('bank-is-checking', { retryAt: afterNoon(DAY) });
    given(...unknown)
      .when(nothing, afterNoon(DAY))
      .then({ journey: [{ type: 'NothingWasHeld', at: afterNoon(DAY), data: { of: KEY } }] });
  });

  it('R25 never counts against an answer that came', () => {
    given(...placedAndOver)
      .when(nothing, afterNoon(DAY))
      .thenNothing();
    given(holdAsked(), bankPageOpened(), failed()).when(nothing, afterNoon(DAY)).thenNothing();
  });
});
