import {
  ACCOUNT,
  afterNoon,
  BANK_PAGE,
  bankPageOpened,
  cardSubmitted,
  DAY,
  emailCodeSent,
  failed,
  FROM_CARD,
  FROM_EMAIL,
  FROM_MOBILE,
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
  smsCodeSent,
  started,
  succeeded,
} from '../fixtures';
import type { CardAdditionEvent } from './events';
import { evolveJourney, initialJourney } from './state';
import { viewJourney } from './view';

const viewOf = (...facts: CardAdditionEvent[]) => viewJourney(facts.reduce(evolveJourney, initialJourney));
const statuses = (...facts: CardAdditionEvent[]) => viewOf(...facts).steps.map(({ status }) => status);
const toCard = [started(FROM_CARD), cardSubmitted()];

describe('viewJourney', () => {
  it('R10 R13 shows all steps, the skipped ones with their reason', () =>
    expect(viewOf(started(FROM_CARD))).toStrictEqual({
      journeyId: JOURNEY,
      accountId: ACCOUNT,
      state: 'open',
      step: 'card',
      steps: [
        { step: 'email', status: 'skipped', because: 'mobile-already-added' },
        { step: 'mobile', status: 'skipped', because: 'mobile-already-added' },
        { step: 'information', status: 'skipped', because: 'information-complete' },
        { step: 'card', status: 'current' },
        { step: 'bank-page', status: 'todo' },
      ],
      currency: 'USD',
    }));

  it('R11 R15 counts down for the code of the current step only', () => {
    const email = viewOf(started(FROM_EMAIL), emailCodeSent());
    expect(email.emailCode).toStrictEqual({
      resendAt: afterNoon(MINUTE),
      expiresAt: afterNoon(10 * MINUTE),
      triesLeft: 5,
    });
    const missed = viewOf(started(FROM_MOBILE), smsCodeSent(), {
      type: 'WrongSmsCodeEntered',
      at: NOON,
      data: { triesLeft: 4 },
    });
    expect(missed.smsCode).toMatchObject({ expiresAt: afterNoon(5 * MINUTE), triesLeft: 4 });
    const confirmed = viewOf(started(FROM_EMAIL), emailCodeSent(), { type: 'EmailConfirmed', at: NOON, data: {} });
    expect(confirmed).toMatchObject({ step: 'mobile' });
    expect(confirmed).not.toHaveProperty('emailCode');
    expect(viewOf(started(FROM_EMAIL), emailCodeSent(), failed())).not.toHaveProperty('emailCode');
  });

  it('says that the bank is asked while it is', () => {
    for (const facts of [[], [holdAsked()], [holdAsked(), holdUnknown()], [holdAsked(), holdPlaced()]]) {
      expect(viewOf(...toCard, ...facts)).toMatchObject({ state: 'open', step: 'checking' });
    }
  });

  it('R29 sends the person to the bank page while it is open', () => {
    const open = viewOf(...toCard, holdAsked(), bankPageOpened());
    expect(open).toMatchObject({ step: 'bank-page', bankPageUrl: BANK_PAGE, hold: { status: 'asked' } });
    expect(viewOf(...toCard, holdAsked(), bankPageOpened(), holdPlaced())).not.toHaveProperty('bankPageUrl');
    expect(viewOf(...toCard, holdAsked(), bankPageOpened(), failed())).not.toHaveProperty('bankPageUrl');
  });

  it('R29 tells a bank page that was passed from one that the bank did not ask for', () => {
    expect(statuses(...toCard, holdAsked(), bankPageOpened(), holdPlaced()).at(-1)).toBe('done');
    expect(viewOf(...toCard, holdAsked(), holdPlaced()).steps.at(-1)).toStrictEqual({
      step: 'bank-page',
      status: 'skipped',
      because: 'bank-did-not-ask',
    });
    expect(statuses(...toCard, holdAsked(), holdDeclined(), failed()).at(-1)).toBe('todo');
  });

  it('R33 shows brand, last four and expiry of the card, and nothing else of it', () => {
    const view = viewOf(
      ...toCard,
      holdAsked(),
      holdDeclined('04'),
      failed({ result: 'hold-declined', networkCode: '04' }),
    );
    expect(view.card).toStrictEqual({ brand: 'visa', last4: '4242', expiry: '2030-12' });
    expect(view.result).toStrictEqual({ code: 'hold-declined', group: 'refused', whoCanFix: 'bank' });
    expect(JSON.stringify(view)).not.toMatch(/tok_|digest|sealed|"04"/);
  });

  it('R25 tells what we did from what the bank shows', () => {
    const over = [...toCard, holdAsked(), holdPlaced(), succeeded()];
    const hold = (...facts: CardAdditionEvent[]) => viewOf(...over, ...facts).hold;
    expect(viewOf(...over)).toMatchObject({ state: 'succeeded', step: null, cardId: `card_${JOURNEY}` });
    expect(hold()).toStrictEqual({ amount: ONE_DOLLAR, status: 'placed' });
    expect(hold(releaseAsked())?.status).toBe('releasing');
    expect(hold(releaseAsked(), releaseDelayed('pending'))?.status).toBe('release-late');
    expect(hold(releaseAsked(), releaseDelayed('refused'), releaseAsked('void', 2))?.status).toBe('releasing');
    const shown = { amount: ONE_DOLLAR, status: 'voided', bankShowsBy: afterNoon(10 * DAY) };
    expect(hold(releaseAsked(), holdVoided())).toStrictEqual(shown);
  });

  it('R25 shows each other standing of the hold', () => {
    expect(viewOf(...toCard, holdAsked()).hold?.status).toBe('asked');
    expect(viewOf(...toCard, holdAsked(), holdUnknown()).hold?.status).toBe('unknown');
    expect(viewOf(...toCard, holdAsked(), holdDeclined()).hold?.status).toBe('declined');
    const nothing: CardAdditionEvent = { type: 'NothingWasHeld', at: NOON, data: { of: KEY } };
    expect(viewOf(...toCard, holdAsked(), failed(), nothing).hold?.status).toBe('nothing-held');
    const refunded = { ...holdVoided(), type: 'HoldRefunded' } as CardAdditionEvent;
    expect(viewOf(...toCard, holdAsked(), holdPlaced(), failed(), refunded).hold?.status).toBe('refunded');
  });

  it('R31 says why it ended, and from when to try again', () => {
    const failure = { result: 'hold-declined', networkCode: '51', tryAgainAfter: afterNoon(DAY) } as const;
    expect(viewOf(...toCard, failed(failure))).toMatchObject({
      state: 'failed',
      step: null,
      result: {
        code: 'hold-declined',
        group: 'balance-insufficient',
        whoCanFix: 'person',
        tryAgainAfter: afterNoon(DAY),
      },
    });
    const abandoned = (because: 'cancelled' | 'timed-out'): CardAdditionEvent => ({
      type: 'CardAdditionAbandoned',
      at: NOON,
      data: { because },
    });
    expect(viewOf(started(FROM_CARD), abandoned('timed-out'))).toMatchObject({
      state: 'abandoned',
      result: { code: 'session-expired', whoCanFix: 'person' },
    });
    expect(viewOf(started(FROM_CARD), abandoned('cancelled'))).not.toHaveProperty('result');
  });

  it('shows nothing before Add Card; facts without a beginning are left alone', () => {
    expect(() => viewJourney(initialJourney)).toThrow('step-out-of-order');
    expect(evolveJourney(initialJourney, holdPlaced())).toBe(initialJourney);
    expect(viewOf(...toCard, holdPlaced())).not.toHaveProperty('hold');
  });
});
