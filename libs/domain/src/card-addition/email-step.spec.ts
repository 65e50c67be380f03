import { specify } from '@onfile/testing';
import {
  afterNoon,
  DAY,
  emailCodeSent,
  FROM_EMAIL,
  FROM_MOBILE,
  HOUR,
  MINUTE,
  NOON,
  SEALED,
  SECOND,
  started,
} from '../fixtures';
import { refusalAfter } from './check';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent } from './events';
import { evolveWorld, initialWorld } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const given = (...facts: CardAdditionEvent[]) => journeys.given({ journey: [started(FROM_EMAIL), ...facts] });

const send = { type: 'SendEmailCode', digest: 'right', sealedCode: SEALED } as const;
const right = { type: 'ConfirmEmail', digest: 'right' } as const;
const wrong = { type: 'ConfirmEmail', digest: 'wrong' } as const;
const confirmed: CardAdditionEvent = { type: 'EmailConfirmed', at: NOON, data: {} };
const missed = (triesLeft: number): CardAdditionEvent => ({
  type: 'WrongEmailCodeEntered',
  at: NOON,
  data: { triesLeft },
});
/** `count` codes sent, `everyMs` apart, the last one at noon. */
const sends = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, i) => emailCodeSent(i + 1, afterNoon((i + 1 - count) * everyMs)));

describe('sending the email code', () => {
  it('R11 records its digest, that it is good for ten minutes, and when the next may be sent', () =>
    given()
      .when(send)
      .then({ journey: [emailCodeSent()] }));

  it('R11 refuses another within a minute, and allows it after exactly one', () => {
    given(emailCodeSent())
      .when(send, afterNoon(59 * SECOND))
      .thenRefused('resend-too-early', { retryAt: afterNoon(MINUTE) });
    given(emailCodeSent())
      .when(send, afterNoon(MINUTE))
      .then({ journey: [emailCodeSent(2, afterNoon(MINUTE))] });
  });

  it('R11 refuses the sixth within an hour and says when', () => {
    const five = sends(5, 2 * MINUTE);
    const retryAt = afterNoon(HOUR - 8 * MINUTE);
    given(...five)
      .when(send, afterNoon(5 * MINUTE))
      .thenRefused('too-many-sends', { retryAt });
    given(...five)
      .when(send, retryAt)
      .then({ journey: [emailCodeSent(6, retryAt)] });
  });

  it('R11 refuses the eleventh within a day and says when', () => {
    const ten = sends(10, 2 * HOUR);
    const retryAt = afterNoon(DAY - 18 * HOUR);
    given(...ten)
      .when(send, afterNoon(2 * HOUR))
      .thenRefused('too-many-sends', { retryAt });
    given(...ten)
      .when(send, retryAt)
      .then({ journey: [emailCodeSent(11, retryAt)] });
  });

  it('R11 is not asked for where the step is skipped', () =>
    journeys
      .given({ journey: [started(FROM_MOBILE)] })
      .when(send)
      .thenRefused('step-out-of-order', { step: 'mobile' }));

  it('R11 is refused before Add Card', () => journeys.given().when(send).thenRefused('step-out-of-order', {}));
});

describe('entering the email code', () => {
  it('R12 confirms the address', () =>
    given(emailCodeSent())
      .when(right)
      .then({ journey: [confirmed] }));

  it('R12 the same code again adds nothing, another one is out of order', () => {
    given(emailCodeSent(), confirmed).when(right).thenNothing();
    given(emailCodeSent(), confirmed).when(wrong).thenRefused('step-out-of-order', { step: 'mobile' });
  });

  it('R12 counts a wrong one, and tells how many tries are left', () => {
    given(emailCodeSent())
      .when(wrong)
      .then({ journey: [missed(4)] });
    expect(refusalAfter([missed(4)])).toMatchObject({ code: 'code-wrong', details: { triesLeft: 4 } });
    expect(refusalAfter([confirmed])).toBeUndefined();
    expect(refusalAfter([])).toBeUndefined();
  });

  it('R12 is void after the fifth wrong try, also for the right code', () => {
    const four = [4, 3, 2, 1].map(missed);
    given(emailCodeSent(), ...four)
      .when(wrong)
      .then({ journey: [missed(0)] });
    given(emailCodeSent(), ...four)
      .when(right)
      .then({ journey: [confirmed] });
    given(emailCodeSent(), ...four, missed(0))
      .when(right)
      .thenRefused('code-void', {});
  });

  it('R12 a new code brings new tries', () =>
    given(emailCodeSent(), missed(0), emailCodeSent(2))
      .when(wrong)
      .then({ journey: [missed(4)] }));

  it('R12 is good until ten minutes have passed', () => {
    const lastMoment = afterNoon(10 * MINUTE - 1);
    given(emailCodeSent())
      .when(right, lastMoment)
      .then({ journey: [{ ...confirmed, at: lastMoment }] });
    given(emailCodeSent())
      .when(right, afterNoon(10 * MINUTE))
      .thenRefused('code-expired', {});
  });

  it('R12 only the newest counts', () =>
    given(emailCodeSent(1, NOON, 'old'), emailCodeSent(2))
      .when({ type: 'ConfirmEmail', digest: 'old' })
      .then({ journey: [missed(4)] }));

  it('R12 needs a code', () => given().when(right).thenRefused('no-code-sent', {}));
});
