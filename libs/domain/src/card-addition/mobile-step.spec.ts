import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import {
  ACCOUNT,
  accountRegistered,
  afterNoon,
  FROM_EMAIL,
  FROM_MOBILE,
  JOURNEY,
  MINUTE,
  NOON,
  NUMBER_HASH,
  numberTaken,
  OTHER_ACCOUNT,
  OTHER_NUMBER_HASH,
  SEALED,
  SECOND,
  smsCodeSent,
  started,
} from '../fixtures';
import type { Sealed } from '../fact';
import { refusalAfter } from './check';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent } from './events';
import { evolveWorld, initialWorld } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const account = [accountRegistered()];
const given = (...facts: CardAdditionEvent[]) => journeys.given({ account, journey: [started(FROM_MOBILE), ...facts] });

const send = (numberHash = NUMBER_HASH) =>
  ({ type: 'SendSmsCode', numberHash, digest: 'right', sealedNumber: SEALED, sealedCode: SEALED }) as const;
const confirm = (digest = 'right', numberHash = NUMBER_HASH) =>
  ({ type: 'ConfirmMobile', numberHash, digest }) as const;
const confirmed: CardAdditionEvent = {
  type: 'MobileConfirmed',
  at: NOON,
  sealed: SEALED,
  data: { numberHash: NUMBER_HASH },
};
const added: AccountEvent = {
  type: 'MobileNumberAdded',
  at: NOON,
  sealed: SEALED,
  data: { journeyId: JOURNEY, numberHash: NUMBER_HASH },
};
const taken = { type: 'NumberTaken', at: NOON, data: { accountId: ACCOUNT } } as const;
const missed = (triesLeft: number): CardAdditionEvent => ({
  type: 'WrongSmsCodeEntered',
  at: NOON,
  data: { triesLeft },
});

describe('sending the SMS code', () => {
  it('R15 records its digest with the number, sealed, good for five minutes', () =>
    given()
      .when(send())
      .then({ journey: [smsCodeSent()] }));

  it('R15 refuses another within a minute, also to another number', () =>
    given(smsCodeSent())
      .when(send(OTHER_NUMBER_HASH), afterNoon(30 * SECOND))
      .thenRefused('resend-too-early', { retryAt: afterNoon(MINUTE) }));

  it('R15 waits for the email code', () =>
    journeys
      .given({ journey: [started(FROM_EMAIL)] })
      .when(send())
      .thenRefused('step-out-of-order', { step: 'email' }));
});

describe('entering the SMS code', () => {
  it('R16 adds the number to the account and takes it', () =>
    given(smsCodeSent())
      .when(confirm())
      .then({ journey: [confirmed], account: [added], number: [taken] }));

  it('R16 hands on the number that was sealed with the code', () => {
    const sealed = 'this number' as Sealed;
    given({ ...smsCodeSent(), sealed } as CardAdditionEvent)
      .when(confirm())
      .then({ journey: [{ ...confirmed, sealed }], account: [{ ...added, sealed }], number: [taken] });
  });

  it('R16 the same code again adds nothing', () => given(smsCodeSent(), confirmed).when(confirm()).thenNothing());

  it('R16 refuses a number that another account has, and takes none twice for its own', () => {
    const journey = [started(FROM_MOBILE), smsCodeSent()];
    journeys
      .given({ account, journey, number: [numberTaken(OTHER_ACCOUNT)] })
      .when(confirm())
      .thenRefused('number-in-use', {});
    journeys
      .given({ account, journey, number: [numberTaken(ACCOUNT)] })
      .when(confirm())
      .then({ journey: [confirmed], account: [added] });
    const released = { type: 'NumberReleased', at: NOON, data: { accountId: OTHER_ACCOUNT } } as const;
    journeys
      .given({ account, journey, number: [numberTaken(OTHER_ACCOUNT), released] })
      .when(confirm())
      .then({ journey: [confirmed], account: [added], number: [taken] });
  });

  it('R16 tells nobody but the owner of the number that it is in use', () =>
    journeys
      .given({ account, journey: [started(FROM_MOBILE), smsCodeSent()], number: [numberTaken(OTHER_ACCOUNT)] })
      .when(confirm('wrong'))
      .then({ journey: [missed(4)] }));

  it('R16 a number changed after Send Code voids the code', () => {
    given(smsCodeSent()).when(confirm('right', OTHER_NUMBER_HASH)).thenRefused('number-changed', {});
    given(smsCodeSent(1, NOON, OTHER_NUMBER_HASH), smsCodeSent(2))
      .when(confirm('right', OTHER_NUMBER_HASH))
      .thenRefused('number-changed', {});
  });

  it('R16 counts wrong ones, and is void after the fifth', () => {
    given(smsCodeSent(), missed(3))
      .when(confirm('wrong'))
      .then({ journey: [missed(2)] });
    given(smsCodeSent(), missed(0)).when(confirm()).thenRefused('code-void', {});
    expect(refusalAfter([missed(2)])).toMatchObject({ code: 'code-wrong', details: { triesLeft: 2 } });
  });

  it('R16 is good until five minutes have passed, and needs a code', () => {
    given(smsCodeSent())
      .when(confirm(), afterNoon(5 * MINUTE))
      .thenRefused('code-expired', {});
    given().when(confirm()).thenRefused('no-code-sent', {});
  });
});
