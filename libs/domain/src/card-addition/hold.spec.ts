import { specify } from '@onfile/testing';
import {
  afterNoon,
  BANK_PAGE,
  bankPageOpened,
  cardSubmitted,
  DOLLAR_RATE,
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
  noteHoldAsked,
  releaseAsked,
  started,
} from '../fixtures';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent } from './events';
import { holdKey } from './hold';
import { evolveWorld, initialWorld } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const given = (...facts: CardAdditionEvent[]) =>
  journeys.given({ journey: [started(FROM_CARD), cardSubmitted(), ...facts] });

const placed = { type: 'NoteHoldPlaced', key: KEY, holdId: HOLD_ID } as const;
const declined = { type: 'NoteHoldDeclined', key: KEY, networkCode: '51' } as const;
const unknown = { type: 'NoteHoldUnknown', key: KEY } as const;
const page = { type: 'NoteBankPage', key: KEY, holdId: HOLD_ID, url: BANK_PAGE } as const;
const nothingHeld: CardAdditionEvent = { type: 'NothingWasHeld', at: NOON, data: { of: KEY } };

describe('asking for the hold', () => {
  it('R22 R24 is recorded before the call, with key, amount, rate and rounding', () =>
    given()
      .when(noteHoldAsked())
      .then({ journey: [holdAsked()] }));

  it('R22 happens once in a journey', () => {
    expect(holdKey(JOURNEY)).toBe(KEY);
    given(holdAsked()).when(noteHoldAsked()).thenNothing();
    given(holdAsked(), holdDeclined()).when(noteHoldAsked()).thenNothing();
    given()
      .when(noteHoldAsked({ key: 'j2/hold' }))
      .thenRefused('step-out-of-order');
    given(holdAsked())
      .when(noteHoldAsked({ key: 'j1/hold2' }))
      .thenRefused('step-out-of-order');
  });

  it('R24 is in the currency of the journey', () => {
    given()
      .when(noteHoldAsked({ currency: 'EUR' }))
      .thenRefused('currency-mismatch');
    const rateOfAnother = { ...noteHoldAsked(), rate: { ...DOLLAR_RATE, to: 'EUR' } } as ReturnType<
      typeof noteHoldAsked
    >;
    given().when(rateOfAnother).thenRefused('currency-mismatch');
  });

  it('R25 never happens after the journey is over, nor before a card', () => {
    given(failed()).when(noteHoldAsked()).thenRefused('journey-over');
    journeys
      .given({ journey: [started(FROM_CARD)] })
      .when(noteHoldAsked())
      .thenRefused('step-out-of-order', { step: 'card' });
    journeys.given().when(noteHoldAsked()).thenRefused('step-out-of-order');
  });
});

describe("the bank's answer", () => {
  it('no answer is unknown, noted once', () => {
    given(holdAsked())
      .when(unknown)
      .then({ journey: [holdUnknown()] });
    given(holdAsked(), holdUnknown()).when(unknown).thenNothing();
    given(holdAsked(), holdPlaced()).when(unknown).thenNothing();
  });

  it.each([
    ['asked', [holdAsked()]],
    ['unknown', [holdAsked(), holdUnknown()]],
    ['waiting for the person', [holdAsked(), bankPageOpened()]],
  ])('a yes and a no are recorded while it is %s', (_, facts) => {
    given(...facts)
      .when(placed)
      .then({ journey: [holdPlaced()] });
    given(...facts)
      .when(declined)
      .then({ journey: [holdDeclined()] });
  });

  it('R29 a yes that says how the person was confirmed records that too', () => {
    const confirmed: CardAdditionEvent = {
      type: 'IdentityConfirmed',
      at: NOON,
      data: { key: KEY, transStatus: 'Y' },
    };
    given(holdAsked())
      .when({ ...placed, transStatus: 'Y' })
      .then({ journey: [confirmed, holdPlaced()] });
  });

  it('a no keeps the advice of the network', () =>
    given(holdAsked())
      .when({ ...declined, adviceCode: '03' })
      .then({
        journey: [{ type: 'HoldDeclined', at: NOON, data: { key: KEY, networkCode: '51', adviceCode: '03' } }],
      }));

  it('an answer twice adds nothing', () => {
    given(holdAsked(), holdPlaced()).when(placed).thenNothing();
    given(holdAsked(), holdDeclined()).when(declined).thenNothing();
  });

  it('R25 a yes is recorded after the journey is over, and when it contradicts a no', () => {
    given(holdAsked(), holdUnknown(), failed({ result: 'hold-result-unknown' }))
      .when(placed)
      .then({ journey: [holdPlaced()] });
    given(holdAsked(), holdDeclined(), failed({ result: 'hold-declined' }))
      .when(placed)
      .then({ journey: [holdPlaced()] });
    given(holdAsked(), failed({ result: 'system-error' }), nothingHeld)
      .when(placed)
      .then({ journey: [holdPlaced()] });
  });

  it('R25 a no does not undo a yes, and nothing undoes what went back', () => {
    given(holdAsked(), holdPlaced()).when(declined).thenNothing();
    const over = [holdAsked(), holdPlaced(), failed(), releaseAsked(), holdVoided()];
    given(...over)
      .when(placed)
      .thenNothing();
    given(...over)
      .when(declined)
      .thenNothing();
    given(...over)
      .when(page)
      .thenNothing();
  });

  it('is refused under a key that nothing was asked for with', () => {
    given().when(placed).thenRefused('step-out-of-order');
    given(holdAsked())
      .when({ ...placed, key: 'j1/void/1' })
      .thenRefused('step-out-of-order');
  });
});

describe('the bank page', () => {
  it('R29 opens for fifteen minutes', () =>
    given(holdAsked())
      .when(page)
      .then({
        journey: [
          {
            type: 'BankPageOpened',
            at: NOON,
            data: { key: KEY, holdId: HOLD_ID, url: BANK_PAGE, closesAt: afterNoon(15 * MINUTE) },
          },
        ],
      }));

  it('R29 does not open twice, nor after an answer', () => {
    given(holdAsked(), bankPageOpened()).when(page).thenNothing();
    given(holdAsked(), holdPlaced()).when(page).thenNothing();
    given(holdAsked(), holdDeclined()).when(page).thenNothing();
  });
});
