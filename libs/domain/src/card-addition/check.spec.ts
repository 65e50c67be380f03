import {
  addCard,
  afterNoon,
  bankPageOpened,
  cardSubmitted,
  emailCodeSent,
  failed,
  FROM_CARD,
  FROM_EMAIL,
  FROM_INFORMATION,
  FROM_MOBILE,
  holdAsked,
  HOUR,
  JOURNEY,
  MINUTE,
  NOON,
  NUMBER_HASH,
  OTHER_NUMBER_HASH,
  SEALED,
  SECOND,
  smsCodeSent,
  started,
  submitCard,
  VISA,
} from '../fixtures';
import { Refusal, type RefusalCode } from '../refusal';
import { checkCustomerCommand } from './check';
import type { CustomerCommand } from './commands';
import { isCustomerCommand } from './decide';
import type { CardAdditionEvent } from './events';
import { defaultPolicy } from './policy';
import { evolveJourney, initialJourney } from './state';

const journeyOf = (...facts: CardAdditionEvent[]) => facts.reduce(evolveJourney, initialJourney);
const codeOf = (command: CustomerCommand, facts: CardAdditionEvent[], at = NOON): RefusalCode | 'fine' => {
  try {
    checkCustomerCommand(command, journeyOf(...facts), at);
    return 'fine';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const sendEmail: CustomerCommand = { type: 'SendEmailCode', digest: 'd', sealedCode: SEALED };
const email = (digest: string): CustomerCommand => ({ type: 'ConfirmEmail', digest });
const sendSms: CustomerCommand = {
  type: 'SendSmsCode',
  numberHash: NUMBER_HASH,
  digest: 'd',
  sealedNumber: SEALED,
  sealedCode: SEALED,
};
const sms = (digest: string, numberHash = NUMBER_HASH): CustomerCommand => ({
  type: 'ConfirmMobile',
  numberHash,
  digest,
});
const inform: CustomerCommand = {
  type: 'GiveInformation',
  accountType: 'individual',
  industry: 'software',
  sealed: SEALED,
};
const otherAccount: CustomerCommand = {
  type: 'AddCard',
  journeyId: JOURNEY,
  accountId: 'acc_2',
  clickedAt: NOON,
  policy: defaultPolicy,
};

describe('checkCustomerCommand: what leaves no trace', () => {
  const atEmail = [started(FROM_EMAIL)];
  const atMobile = [started(FROM_MOBILE)];
  const atCard = [started(FROM_CARD)];
  const void0: CardAdditionEvent = { type: 'WrongEmailCodeEntered', at: NOON, data: { triesLeft: 0 } };

  const cases: [string, CustomerCommand, CardAdditionEvent[], RefusalCode | 'fine', string?][] = [
    ['R6 a new journey', addCard(), [], 'fine'],
    ['R6 the same journey again', addCard(), atEmail, 'fine'],
    ["R6 another account's journey", otherAccount, atEmail, 'account-unknown'],
    ['R11 a first code', sendEmail, atEmail, 'fine'],
    ['R11 too early', sendEmail, [...atEmail, emailCodeSent()], 'resend-too-early', afterNoon(59 * SECOND)],
    ['R11 a wrong step', sendEmail, atMobile, 'step-out-of-order'],
    ['R12 the right code', email('right'), [...atEmail, emailCodeSent()], 'fine'],
    ['R12 a wrong code, which counts', email('wrong'), [...atEmail, emailCodeSent()], 'fine'],
    ['R12 no code', email('right'), atEmail, 'no-code-sent'],
    ['R12 a void code', email('right'), [...atEmail, emailCodeSent(), void0], 'code-void'],
    ['R12 an old code', email('right'), [...atEmail, emailCodeSent()], 'code-expired', afterNoon(HOUR)],
    ['R15 a first SMS', sendSms, atMobile, 'fine'],
    ['R15 too early', sendSms, [...atMobile, smsCodeSent()], 'resend-too-early', afterNoon(SECOND)],
    ['R16 the right code', sms('right'), [...atMobile, smsCodeSent()], 'fine'],
    ['R16 a wrong code, which counts', sms('wrong'), [...atMobile, smsCodeSent()], 'fine'],
    ['R16 another number', sms('right', OTHER_NUMBER_HASH), [...atMobile, smsCodeSent()], 'number-changed'],
    ['R16 an old code', sms('right'), [...atMobile, smsCodeSent()], 'code-expired', afterNoon(5 * MINUTE)],
    ['R17 information', inform, [started(FROM_INFORMATION)], 'fine'],
    ['R17 information of no industry', { ...inform, industry: '' }, [started(FROM_INFORMATION)], 'industry-unknown'],
    ['R17 information too early', inform, atMobile, 'step-out-of-order'],
    ['R21 a card', submitCard(), atCard, 'fine'],
    ['R22 the same card again', submitCard(), [...atCard, cardSubmitted(), holdAsked()], 'fine'],
    ['R21 an expired card', submitCard({ ...VISA, expiry: '2024-04' }), atCard, 'expiry-in-past'],
    ['R21 a card too early', submitCard(), atEmail, 'step-out-of-order'],
    ['a cancellation', { type: 'Cancel' }, atCard, 'fine'],
    ['a cancellation on the bank page', { type: 'Cancel' }, [...atCard, holdAsked(), bankPageOpened()], 'fine'],
    [
      'a cancellation while the bank is asked',
      { type: 'Cancel' },
      [...atCard, cardSubmitted(), holdAsked()],
      'bank-is-checking',
    ],
    ['a cancellation again', { type: 'Cancel' }, [...atCard, failed()], 'fine'],
    ['anything else when over', sendEmail, [...atEmail, failed()], 'journey-over'],
    ['anything before Add Card', { type: 'Cancel' }, [], 'step-out-of-order'],
  ];
  it.each(cases.map(([title, command, facts, expected, at]) => ({ title, command, facts, expected, at })))(
    '$title',
    ({ command, facts, expected, at }) => {
      expect(codeOf(command, facts, at)).toBe(expected);
      expect(isCustomerCommand(command)).toBe(true);
    },
  );

  it("the workflow's own commands are not for customers", () => {
    expect(isCustomerCommand({ type: 'Succeed' })).toBe(false);
    expect(isCustomerCommand({ type: 'NoteHoldPlaced', key: 'k', holdId: 'h' })).toBe(false);
  });
});
