import type { Decline } from './decline';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ANOTHER_CARD = 'Add another credit card.';
const ASK_THE_BANK = 'Call the number on the back of your card, or add another credit card.';

const APPROVED: Decline = {
  group: 'approved',
  shown: 'The card was approved.',
  whoCanFix: 'nobody',
  nextStep: 'Nothing to do.',
  sameCard: { when: 'now' },
  nextCard: false,
};
const CALL: Decline = {
  group: 'call-the-bank',
  shown: 'Your bank wants you to call.',
  whoCanFix: 'person',
  nextStep: 'Call your bank, then add the card again.',
  sameCard: { when: 'after', what: 'call' },
  nextCard: true,
};
const REFUSED: Decline = {
  group: 'refused',
  shown: 'The card was refused by the bank.',
  whoCanFix: 'bank',
  nextStep: ANOTHER_CARD,
  sameCard: { when: 'never' },
  nextCard: true,
  blockCard: true,
};
const KIND: Decline = {
  group: 'not-allowed-kind',
  shown: 'The card is not allowed for this kind of payment.',
  whoCanFix: 'person',
  nextStep: 'Ask your bank to allow online payments, or add another credit card.',
  sameCard: { when: 'never' },
  nextCard: true,
};
const NUMBER: Decline = {
  group: 'number-unknown',
  shown: 'The bank does not know this card number.',
  whoCanFix: 'person',
  nextStep: 'Check the card number, or add another credit card.',
  sameCard: { when: 'never' },
  nextCard: true,
};
const BANK_ERROR: Decline = {
  group: 'bank-system-error',
  shown: "The bank's system had an error.",
  whoCanFix: 'nobody',
  nextStep: 'Add the card again in a few minutes.',
  nextCard: true,
  triesBeforeNextCard: 2,
  sameCard: { when: 'later', waitsMs: [5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR] },
};
const SECURITY: Decline = {
  group: 'security',
  shown: 'The bank refused this for security.',
  whoCanFix: 'bank',
  nextStep: ASK_THE_BANK,
  sameCard: { when: 'never' },
  nextCard: true,
};
const OVER_LIMIT: Decline = {
  group: 'over-limit',
  shown: "This is over the card's limit.",
  whoCanFix: 'person',
  nextStep: 'Try again tomorrow, ask your bank to raise the limit, or add another credit card.',
  sameCard: { when: 'later', waitsMs: [DAY, 30 * DAY] },
  nextCard: true,
};
const RESTRICTED: Decline = {
  group: 'restricted',
  shown: 'The card is restricted, or not activated yet.',
  whoCanFix: 'person',
  nextStep: 'Activate the card with your bank, then add it again.',
  sameCard: { when: 'after', what: 'activation' },
  nextCard: true,
};
const CONFIRM: Decline = {
  group: 'confirmation-needed',
  shown: 'The bank needs you to confirm that it is you.',
  whoCanFix: 'person',
  nextStep: "Add the card again and finish the steps on your bank's page.",
  sameCard: { when: 'after', what: 'confirmation' },
  nextCard: true,
  sendLink: true,
};
const WRONG_CODE: Decline = {
  group: 'security-code-wrong',
  shown: 'The security code is wrong.',
  whoCanFix: 'person',
  nextStep: 'Check the three or four digits on your card and add it again.',
  sameCard: { when: 'later', waitsMs: [0, DAY], atMost: 3 },
  nextCard: false,
};
const UNREACHABLE: Decline = {
  group: 'bank-unreachable',
  shown: 'The bank can not be reached.',
  whoCanFix: 'nobody',
  nextStep: 'Add the card again in a few minutes.',
  nextCard: true,
  triesBeforeNextCard: 2,
  sameCard: { when: 'later', waitsMs: [5 * MINUTE, HOUR] },
};
const STOPPED: Decline = {
  group: 'payments-stopped',
  shown: 'You told your bank to stop these payments.',
  whoCanFix: 'person',
  nextStep: 'Tell your bank to allow them again, or add another credit card.',
  sameCard: { when: 'never' },
  nextCard: true,
};

/** Section 6, by network code. What is not here counts as 05. */
export const DECLINES: Readonly<Record<string, Decline>> = {
  '00': APPROVED,
  '85': APPROVED,
  '10': {
    group: 'part-approved',
    shown: 'Only part was approved, and nothing was taken.',
    whoCanFix: 'person',
    nextStep: 'Free some credit on the card, or add another credit card.',
    sameCard: { when: 'after', what: 'top-up' },
    nextCard: true,
    voidFirst: true,
  },
  '01': CALL,
  '02': CALL,
  '03': {
    group: 'our-set-up',
    shown: 'Our own set-up was refused. Your card is fine.',
    whoCanFix: 'us',
    nextStep: 'We have been told. Add the card again later.',
    sameCard: { when: 'after', what: 'our-fix' },
    nextCard: false,
    alarm: true,
  },
  '04': REFUSED,
  '07': REFUSED,
  '41': REFUSED,
  '43': REFUSED,
  '05': {
    group: 'no-reason',
    shown: 'The bank refused the card and gave no reason.',
    whoCanFix: 'bank',
    nextStep: ASK_THE_BANK,
    sameCard: { when: 'later', waitsMs: [DAY], atMost: 3 },
    nextCard: true,
  },
  '12': KIND,
  '57': KIND,
  '58': KIND,
  '13': {
    group: 'amount-refused',
    shown: 'The bank refused the amount. Your card is fine.',
    whoCanFix: 'us',
    nextStep: 'We have been told. Add the card again later.',
    sameCard: { when: 'after', what: 'our-fix' },
    nextCard: false,
    alarm: true,
  },
  '14': NUMBER,
  '15': NUMBER,
  '19': BANK_ERROR,
  '96': BANK_ERROR,
  '06': BANK_ERROR,
  '46': {
    group: 'account-closed',
    shown: "The card's account is closed.",
    whoCanFix: 'person',
    nextStep: ANOTHER_CARD,
    sameCard: { when: 'never' },
    nextCard: true,
  },
  '51': {
    group: 'balance-insufficient',
    shown: "The card's balance is insufficient.",
    whoCanFix: 'person',
    nextStep: 'Free some credit on the card and add it again, or add another credit card.',
    sameCard: { when: 'later', waitsMs: [DAY, 2 * DAY, 3 * DAY] },
    nextCard: true,
  },
  '54': {
    group: 'expired',
    shown: 'The card has expired, or its date is wrong.',
    whoCanFix: 'person',
    nextStep: 'Check the expiry date and add the card again.',
    sameCard: { when: 'after', what: 'edit' },
    nextCard: true,
  },
  '34': SECURITY,
  '59': SECURITY,
  '63': SECURITY,
  '61': OVER_LIMIT,
  '65': OVER_LIMIT,
  '62': RESTRICTED,
  '78': RESTRICTED,
  '1A': CONFIRM,
  '70': CONFIRM,
  '75': {
    group: 'too-many-tries',
    shown: 'There were too many wrong tries.',
    whoCanFix: 'person',
    nextStep: 'Try again tomorrow, or add another credit card.',
    sameCard: { when: 'later', waitsMs: [DAY] },
    nextCard: true,
  },
  '82': WRONG_CODE,
  N7: WRONG_CODE,
  '91': UNREACHABLE,
  '92': UNREACHABLE,
  '93': {
    group: 'not-allowed-by-law',
    shown: 'The payment is not allowed by law.',
    whoCanFix: 'nobody',
    nextStep: ANOTHER_CARD,
    sameCard: { when: 'never' },
    nextCard: true,
  },
  '94': {
    group: 'already-sent',
    shown: 'This was already sent once; we are looking it up.',
    whoCanFix: 'us',
    nextStep: 'Nothing to do: we look up the first one.',
    sameCard: { when: 'after', what: 'lookup' },
    nextCard: false,
  },
  R0: STOPPED,
  R1: STOPPED,
  R3: STOPPED,
};
