import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import {
  ACCOUNT,
  bankPageOpened,
  cardAdded,
  cardSubmitted,
  DAY,
  afterNoon,
  defaultCardSet,
  failed,
  fingerprintTaken,
  FROM_CARD,
  FROM_EMAIL,
  holdAsked,
  holdDeclined,
  holdPlaced,
  holdUnknown,
  JOURNEY,
  journeyClosed,
  NOON,
  OTHER_ACCOUNT,
  releaseAsked,
  started,
  succeeded,
  VISA,
} from '../fixtures';
import type { CardAdditionCommand } from './commands';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent, WhyAbandoned } from './events';
import { evolveWorld, initialWorld, type CardAdditionWrites } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const given = (facts: CardAdditionEvent[], others: CardAdditionWrites = {}) =>
  journeys.given({ journey: [started(FROM_CARD), ...facts], ...others });

const CARD_ID = `card_${JOURNEY}`;
const proven = [cardSubmitted(), holdAsked(), holdPlaced()];
const added = cardAdded(CARD_ID);
const onFile: CardAdditionWrites = {
  journey: [succeeded()],
  wallet: [
    {
      ...added,
      at: NOON,
      data: { accountId: ACCOUNT, cardId: CARD_ID, journeyId: JOURNEY, card: VISA },
    } as typeof added,
    { ...defaultCardSet(CARD_ID), at: NOON },
  ],
  fingerprint: [{ type: 'FingerprintTaken', at: NOON, data: { accountId: ACCOUNT, cardId: CARD_ID } }],
  account: [
    { type: 'PostpaymentGranted', at: NOON, data: { cardId: CARD_ID, journeyId: JOURNEY } },
    journeyClosed(JOURNEY, 'succeeded'),
  ],
};
const granted: AccountEvent = { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'c1', journeyId: 'earlier' } };

describe('success', () => {
  it('R30 D5 D16 puts the card on file, as default, takes its fingerprint and grants postpayment', () =>
    given(proven).when({ type: 'Succeed' }).then(onFile));

  it('R30 is granted once; D5 only the first card becomes the default', () => {
    const other = cardAdded('c1', { ...VISA, fingerprint: 'other' });
    given(proven, { account: [granted], wallet: [other, defaultCardSet('c1')] })
      .when({ type: 'Succeed' })
      .then({
        ...onFile,
        wallet: onFile.wallet!.slice(0, 1),
        account: [journeyClosed(JOURNEY, 'succeeded')],
      });
  });

  it('R30 D15 restores what the loss of the last card suspended', () => {
    const suspended: AccountEvent = { type: 'PostpaymentSuspended', at: NOON, data: { because: 'no-valid-card' } };
    const restored: AccountEvent = { type: 'PostpaymentRestored', at: NOON, data: { cardId: CARD_ID } };
    given(proven, { account: [granted, suspended] })
      .when({ type: 'Succeed' })
      .then({ ...onFile, account: [restored, journeyClosed(JOURNEY, 'succeeded')] });
    given(proven, { account: [granted, suspended, restored] })
      .when({ type: 'Succeed' })
      .then({ ...onFile, account: [journeyClosed(JOURNEY, 'succeeded')] });
  });

  it('D16 fails instead if another account took the card meanwhile', () =>
    given(proven, { fingerprint: [fingerprintTaken(OTHER_ACCOUNT)] })
      .when({ type: 'Succeed' })
      .then({
        journey: [failed({ result: 'card-on-another-account' })],
        account: [journeyClosed(JOURNEY, 'failed', { result: 'card-on-another-account', countsAsFailure: true })],
      }));

  it('R21 R35 fails instead if the last day of the card is over by then', () => {
    const lastDay = cardSubmitted({ ...VISA, expiry: '2024-04' }); // submitted on its last evening, answered after midnight
    given([lastDay, holdAsked(), holdPlaced()])
      .when({ type: 'Succeed' })
      .then({
        journey: [failed({ result: 'expiry-in-past' })],
        account: [journeyClosed(JOURNEY, 'failed', { result: 'expiry-in-past', countsAsFailure: true })],
      });
  });

  it('needs a hold that the bank holds', () => {
    given([cardSubmitted()]).when({ type: 'Succeed' }).thenRefused('step-out-of-order');
    given([cardSubmitted(), holdAsked()]).when({ type: 'Succeed' }).thenRefused('bank-is-checking');
    given([cardSubmitted(), holdAsked(), holdUnknown()]).when({ type: 'Succeed' }).thenRefused('bank-is-checking');
    given([cardSubmitted(), holdAsked(), bankPageOpened()]).when({ type: 'Succeed' }).thenRefused('step-out-of-order');
    given([cardSubmitted(), holdAsked(), holdDeclined()]).when({ type: 'Succeed' }).thenRefused('step-out-of-order');
  });

  it('twice is once, and never follows a failure', () => {
    given([...proven, succeeded()])
      .when({ type: 'Succeed' })
      .thenNothing();
    given([...proven, failed()])
      .when({ type: 'Succeed' })
      .thenNothing();
    given([...proven, failed(), releaseAsked()])
      .when({ type: 'Succeed' })
      .thenNothing();
  });
});

describe('failure', () => {
  const declined: CardAdditionCommand = { type: 'Fail', failure: { result: 'hold-declined', networkCode: '51' } };

  it('R31 records the Result, and from when the same card may be tried again', () => {
    const failure = { result: 'hold-declined', networkCode: '51', tryAgainAfter: afterNoon(DAY) } as const;
    given([cardSubmitted(), holdAsked(), holdDeclined()])
      .when(declined)
      .then({
        journey: [failed(failure)],
        account: [journeyClosed(JOURNEY, 'failed', { result: 'hold-declined', countsAsFailure: true })],
      });
  });

  it('R31 leaves the time out where time alone heals nothing, and keeps one that was given', () => {
    const facts = [cardSubmitted(), holdAsked(), holdDeclined('04')];
    const closed = journeyClosed(JOURNEY, 'failed', { result: 'hold-declined', countsAsFailure: true });
    const never = { result: 'hold-declined', networkCode: '04' } as const;
    given(facts)
      .when({ type: 'Fail', failure: never })
      .then({ journey: [failed(never)], account: [closed] });
    const told = { ...never, networkCode: '51', tryAgainAfter: afterNoon(2 * DAY) };
    given(facts)
      .when({ type: 'Fail', failure: told })
      .then({ journey: [failed(told)], account: [closed] });
  });

  it('D16 a fault that is not the customer’s does not count', () =>
    given([cardSubmitted()])
      .when({ type: 'Fail', failure: { result: 'system-error' } })
      .then({
        journey: [failed({ result: 'system-error' })],
        account: [journeyClosed(JOURNEY, 'failed', { result: 'system-error' })],
      }));

  it('R29 fifteen silent minutes fail the journey', () =>
    given([cardSubmitted(), holdAsked(), bankPageOpened()])
      .when({ type: 'Fail', failure: { result: 'bank-page-timed-out' } })
      .then({
        journey: [failed({ result: 'bank-page-timed-out' })],
        account: [journeyClosed(JOURNEY, 'failed', { result: 'bank-page-timed-out', countsAsFailure: true })],
      }));

  it('while the hold has no answer, only that nobody answered or our own fault may end it', () => {
    for (const facts of [
      [cardSubmitted(), holdAsked()],
      [cardSubmitted(), holdAsked(), holdUnknown()],
    ]) {
      given(facts).when(declined).thenRefused('bank-is-checking');
      given(facts)
        .when({ type: 'Fail', failure: { result: 'hold-result-unknown' } })
        .then({
          journey: [failed({ result: 'hold-result-unknown' })],
          account: [journeyClosed(JOURNEY, 'failed', { result: 'hold-result-unknown' })],
        });
    }
  });

  it('twice is once, and never follows a success', () => {
    given([...proven, succeeded()])
      .when(declined)
      .thenNothing();
    given([...proven, failed()])
      .when(declined)
      .thenNothing();
  });
});

describe('giving up', () => {
  const abandoned = (because: WhyAbandoned): CardAdditionEvent => ({
    type: 'CardAdditionAbandoned',
    at: NOON,
    data: { because },
  });

  it('R31 before the card is submitted is no failure', () => {
    for (const steps of [FROM_EMAIL, FROM_CARD]) {
      journeys
        .given({ journey: [started(steps)] })
        .when({ type: 'Cancel' })
        .then({ journey: [abandoned('cancelled')], account: [journeyClosed(JOURNEY, 'abandoned')] });
    }
  });

  it('R31 a day without a card closes the journey, which is no failure', () => {
    given([])
      .when({ type: 'Abandon', because: 'timed-out' })
      .then({
        journey: [abandoned('timed-out')],
        account: [journeyClosed(JOURNEY, 'abandoned', { result: 'session-expired' })],
      });
    given([cardSubmitted()]).when({ type: 'Abandon', because: 'timed-out' }).thenRefused('step-out-of-order');
  });

  it('R29 after the card is submitted fails the attempt', () => {
    const cancelled: CardAdditionWrites = {
      journey: [failed({ result: 'bank-page-cancelled' })],
      account: [journeyClosed(JOURNEY, 'failed', { result: 'bank-page-cancelled', countsAsFailure: true })],
    };
    given([cardSubmitted()]).when({ type: 'Cancel' }).then(cancelled);
    given([cardSubmitted(), holdAsked(), bankPageOpened()]).when({ type: 'Cancel' }).then(cancelled);
  });

  it('waits for the answer of a hold that is asked for or unknown', () => {
    given([cardSubmitted(), holdAsked()]).when({ type: 'Cancel' }).thenRefused('bank-is-checking');
    given([cardSubmitted(), holdAsked(), holdUnknown()]).when({ type: 'Cancel' }).thenRefused('bank-is-checking');
  });

  it('twice is once', () => {
    given([abandoned('cancelled')])
      .when({ type: 'Cancel' })
      .thenNothing();
    given([abandoned('cancelled')])
      .when({ type: 'Abandon', because: 'timed-out' })
      .thenNothing();
    given([...proven, succeeded()])
      .when({ type: 'Cancel' })
      .thenNothing();
  });
});

describe('what we break off', () => {
  const breakOff = (because: 'system-error' | 'cancelled-by-us'): CardAdditionCommand => ({
    type: 'BreakOff',
    because,
  });
  const abandonedBecause = (because: WhyAbandoned): CardAdditionEvent => ({
    type: 'CardAdditionAbandoned',
    at: NOON,
    data: { because },
  });

  it('R31 before the card is submitted is abandoned; that an operator did it is told to the customer', () => {
    given([])
      .when(breakOff('cancelled-by-us'))
      .then({
        journey: [abandonedBecause('cancelled-by-us')],
        account: [journeyClosed(JOURNEY, 'abandoned', { result: 'cancelled-by-us' })],
      });
    given([])
      .when(breakOff('system-error'))
      .then({ journey: [abandonedBecause('cancelled')], account: [journeyClosed(JOURNEY, 'abandoned')] });
  });

  it('D16 after it is a failure that does not count, also while the hold has no answer', () => {
    for (const because of ['cancelled-by-us', 'system-error'] as const) {
      for (const facts of [[], [holdAsked()], [holdAsked(), holdUnknown()], [holdAsked(), bankPageOpened()]]) {
        given([cardSubmitted(), ...facts])
          .when(breakOff(because))
          .then({
            journey: [failed({ result: because })],
            account: [journeyClosed(JOURNEY, 'failed', { result: because })],
          });
      }
    }
  });

  it('never follows an ending', () => {
    given([...proven, succeeded()])
      .when(breakOff('cancelled-by-us'))
      .thenNothing();
    given([abandonedBecause('cancelled')])
      .when(breakOff('cancelled-by-us'))
      .thenNothing();
  });
});
