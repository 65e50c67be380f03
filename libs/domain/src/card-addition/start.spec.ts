import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import {
  accountRegistered,
  addCard,
  afterNoon,
  cardAdded,
  DAY,
  FROM_CARD,
  FROM_EMAIL,
  FROM_INFORMATION,
  FROM_MOBILE,
  HOUR,
  informationCompleted,
  JOURNEY,
  journeyClosed,
  journeyOpened,
  MINUTE,
  mobileNumberAdded,
  NOON,
  started,
  VISA,
} from '../fixtures';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent, SkipReason, Step } from './events';
import { defaultPolicy } from './policy';
import { evolveWorld, initialWorld } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);

const opened = (steps: readonly Step[], data: Parameters<typeof started>[1] = {}) => ({
  account: [journeyOpened(JOURNEY)],
  journey: [started(steps, data)],
});
const skipped = (because: SkipReason, ...steps: Step[]) => steps.map((step) => ({ step, because }));
const failedOnce = (at: string): AccountEvent =>
  journeyClosed('earlier', 'failed', { result: 'bank-rejected', countsAsFailure: true, at });

describe('Add Card', () => {
  it('R10 begins with the email code for an account that has nothing yet', () =>
    journeys
      .given({ account: [accountRegistered()] })
      .when(addCard())
      .then(opened(FROM_EMAIL)));

  it('R7 D1 skips the email code, not the SMS code, up to exactly ten minutes after registration', () => {
    const registeredAt = afterNoon(-10 * MINUTE);
    journeys
      .given({ account: [accountRegistered('US', registeredAt)] })
      .when(addCard())
      .then(opened(FROM_MOBILE, { registeredAt, skipped: skipped('registered-recently', 'email') }));
  });

  it('R7 D1 asks for the email code a millisecond later', () => {
    const registeredAt = afterNoon(-10 * MINUTE - 1);
    journeys
      .given({ account: [accountRegistered('US', registeredAt)] })
      .when(addCard())
      .then(opened(FROM_EMAIL, { registeredAt }));
  });

  it('R7 D1 measures at the click, not when the command is decided', () => {
    const registeredAt = afterNoon(-9 * MINUTE);
    const { journey, account } = opened(FROM_MOBILE, {
      registeredAt,
      skipped: skipped('registered-recently', 'email'),
    });
    const decidedAt = afterNoon(5 * MINUTE);
    journeys
      .given({ account: [accountRegistered('US', registeredAt)] })
      .when(addCard(), decidedAt)
      .then({
        account: account.map((fact) => ({ ...fact, at: decidedAt })),
        journey: journey.map((fact) => ({ ...fact, at: decidedAt })),
      });
  });

  it('R8 D2 begins with the account information where the mobile number is there', () =>
    journeys
      .given({ account: [accountRegistered(), mobileNumberAdded()] })
      .when(addCard())
      .then(opened(FROM_INFORMATION, { skipped: skipped('mobile-already-added', 'email', 'mobile') })));

  it('R8 names the mobile number as the reason also for an account that registered just now', () => {
    const registeredAt = afterNoon(-MINUTE);
    journeys
      .given({ account: [accountRegistered('US', registeredAt), mobileNumberAdded()] })
      .when(addCard())
      .then(opened(FROM_INFORMATION, { registeredAt, skipped: skipped('mobile-already-added', 'email', 'mobile') }));
  });

  it('R9 begins with the card where the information is complete too', () =>
    journeys
      .given({ account: [accountRegistered(), mobileNumberAdded(), informationCompleted()] })
      .when(addCard())
      .then(opened(FROM_CARD)));

  it('D2 asks for a missing mobile number first even if the information is complete', () => {
    const steps: Step[] = ['email', 'mobile', 'card', 'bank-page'];
    journeys
      .given({ account: [accountRegistered(), informationCompleted()] })
      .when(addCard())
      .then(opened(steps, { skipped: skipped('information-complete', 'information') }));
  });

  it('D12 takes the currency of the region, unless the account has its own', () => {
    journeys
      .given({ account: [accountRegistered('CL')] })
      .when(addCard())
      .then(opened(FROM_EMAIL, { region: 'CL', currency: 'CLP' }));
    journeys
      .given({
        account: [
          accountRegistered('CL'),
          mobileNumberAdded(),
          informationCompleted('enterprise', 'EUR'),
          { type: 'CurrencyChosen', at: NOON, data: { currency: 'JPY' } },
        ],
      })
      .when(addCard())
      .then(opened(FROM_CARD, { region: 'CL', currency: 'JPY' }));
  });

  it('R6 a second Add Card returns to the open journey', () => {
    const given = journeys.given({ account: [accountRegistered(), journeyOpened('other')] });
    given.when(addCard()).thenRefused('journey-open', { journeyId: 'other' });
    journeys
      .given({ account: [accountRegistered(), journeyOpened(JOURNEY)], journey: [started(FROM_EMAIL)] })
      .when(addCard())
      .thenNothing();
  });

  it('R6 another account can not step into the journey', () =>
    journeys
      .given({ journey: [started(FROM_EMAIL)] })
      .when({ type: 'AddCard', journeyId: JOURNEY, accountId: 'acc_2', clickedAt: NOON, policy: defaultPolicy })
      .thenRefused('account-unknown'));

  it('R6 refuses an account that nobody registered', () =>
    journeys.given().when(addCard()).thenRefused('account-unknown'));

  it('R6 refuses a suspended account until it is restored', () => {
    const suspended: AccountEvent = { type: 'AccountSuspended', at: NOON, data: { because: 'unpaid' } };
    const restored: AccountEvent = { type: 'AccountRestored', at: NOON, data: { because: 'paid' } };
    journeys
      .given({ account: [accountRegistered(), suspended] })
      .when(addCard())
      .thenRefused('account-suspended');
    journeys
      .given({ account: [accountRegistered(), suspended, restored] })
      .when(addCard())
      .then(opened(FROM_EMAIL));
  });

  it('R6 refuses the eleventh card', () => {
    const cards = (count: number) =>
      Array.from({ length: count }, (_, i) => cardAdded(`c${i}`, { ...VISA, fingerprint: `f${i}` }));
    const account = [accountRegistered(), mobileNumberAdded(), informationCompleted()];
    journeys
      .given({ account, wallet: cards(10) })
      .when(addCard())
      .thenRefused('too-many-cards', { limit: 10 });
    journeys
      .given({ account, wallet: cards(9) })
      .when(addCard())
      .then(opened(FROM_CARD));
  });
});

describe('three failures, then a day of waiting', () => {
  const given = (...facts: AccountEvent[]) => journeys.given({ account: [accountRegistered(), ...facts] });
  const threeTimes = [failedOnce(afterNoon(-3 * HOUR)), failedOnce(afterNoon(-2 * HOUR)), failedOnce(afterNoon(-HOUR))];
  const retryAt = afterNoon(DAY - HOUR);

  it('R31 D16 refuses after the third and says until when', () =>
    given(...threeTimes)
      .when(addCard())
      .thenRefused('too-many-failures', { retryAt }));

  it('R31 D16 allows from that instant on', () => {
    given(...threeTimes)
      .when(addCard(), afterNoon(DAY - HOUR - 1))
      .thenRefused('too-many-failures');
    given(...threeTimes)
      .when(addCard(defaultPolicy, retryAt), retryAt)
      .then({
        account: [{ ...journeyOpened(JOURNEY), at: retryAt }],
        journey: [{ ...started(FROM_EMAIL), at: retryAt } as CardAdditionEvent],
      });
  });

  it('R31 D16 two failures are not enough', () =>
    given(...threeTimes.slice(1))
      .when(addCard())
      .then(opened(FROM_EMAIL)));

  it('R31 D16 a fourth failure after the wait begins the count again', () =>
    given(...threeTimes, failedOnce(afterNoon(DAY)))
      .when(addCard(defaultPolicy, afterNoon(DAY)), afterNoon(DAY + HOUR))
      .then({
        account: [{ ...journeyOpened(JOURNEY), at: afterNoon(DAY + HOUR) }],
        journey: [{ ...started(FROM_EMAIL), at: afterNoon(DAY + HOUR) } as CardAdditionEvent],
      }));

  it('R31 neither abandoned journeys nor faults of ours count, and a success forgets', () => {
    const abandoned = journeyClosed('a', 'abandoned');
    const ours = journeyClosed('b', 'failed', { result: 'system-error' });
    given(...threeTimes.slice(1), abandoned, ours)
      .when(addCard())
      .then(opened(FROM_EMAIL));
    given(...threeTimes.slice(1), journeyClosed('c', 'succeeded'), failedOnce(NOON))
      .when(addCard())
      .then(opened(FROM_EMAIL));
  });
});
