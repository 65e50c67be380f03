import type { DeclineGroup, ResultCode } from '@onfile/domain';

/** What a Result says, and what to do next. */
export interface ResultWords {
  readonly sentence: string;
  readonly next: string;
}

const ticket = 'Submit a service ticket; it already carries the history of this attempt.';
const otherCard = 'Add another credit card.';
const fromOurSide = 'We have been told. Add the card again later.';
const inMinutes = 'Add the card again in a few minutes.';

/** Section 5 in plain words. */
export const results: Record<ResultCode, ResultWords> = {
  'contact-review': { sentence: 'We need to check your contact details before a card can be added.', next: ticket },
  'card-review': { sentence: 'We need to check this card before it can be added.', next: ticket },
  'not-a-credit-card': { sentence: 'This is not a credit card. Only credit cards can be added.', next: otherCard },
  'system-error': {
    sentence: 'Something went wrong on our side or on the way to the bank. Your card was not refused.',
    next: 'Add the card again in a few minutes. If it happens again, submit a service ticket.',
  },
  'data-wrong-or-too-many-tries': {
    sentence: 'Some of the card data was wrong, or this card was tried too often.',
    next: 'Check the card number, expiry date and security code, and add the card again tomorrow.',
  },
  'no-credit-or-frozen': {
    sentence: 'The card has no credit left, or it is frozen.',
    next: 'Ask your bank, or add another credit card.',
  },
  'card-on-another-account': {
    sentence: 'This card is already on file for another account. A card belongs to one account only.',
    next: 'Add another credit card, or remove this one from the other account first.',
  },
  'issued-in-other-country': {
    sentence: 'This card was issued in another country than the one your account is registered in.',
    next: 'Add a credit card issued in your own country or region.',
  },
  'network-not-supported': {
    sentence: 'Cards of this network can not be added. Visa and Mastercard can.',
    next: 'Add a Visa or Mastercard credit card.',
  },
  'prepaid-or-virtual': { sentence: 'Prepaid and virtual cards can not be added.', next: otherCard },
  'duplicate-on-account': {
    sentence: 'This card is already on file for your account.',
    next: 'Nothing to do: you can use it. To change its expiry date, edit the card.',
  },
  'expiry-in-past': { sentence: 'The card has expired.', next: 'Check the expiry date, or add another credit card.' },
  'number-invalid': {
    sentence: 'There is no card with this number.',
    next: 'Check the card number and add the card again.',
  },
  'id-invalid': {
    sentence: 'The ID number was not accepted.',
    next: 'Check the ID type and number and add the card again.',
  },
  'hold-declined': {
    sentence: 'The bank refused the $1 that proves the card.',
    next: 'Ask your bank, or add another credit card.',
  },
  'hold-result-unknown': {
    sentence: 'The bank has not answered yet. We keep asking, and any amount held goes back to you.',
    next: 'Wait until this attempt is settled, then add the card again.',
  },
  'bank-page-cancelled': {
    sentence: 'The attempt was cancelled before the bank had confirmed that it was you.',
    next: 'Add the card again and finish the steps on your bank’s page.',
  },
  'bank-page-timed-out': {
    sentence: 'The bank did not confirm in time that it was you.',
    next: 'Add the card again and finish the steps on your bank’s page within 15 minutes.',
  },
  'bank-rejected': {
    sentence: 'The bank could not confirm that it was you.',
    next: 'Ask your bank about online confirmation, or add another credit card.',
  },
  'session-expired': {
    sentence: 'No card was submitted within a day, so this attempt was closed.',
    next: 'Add the card again. The steps you finished are kept.',
  },
  'risk-blocked': { sentence: 'This attempt was stopped for your protection.', next: ticket },
  'hold-release-late': {
    sentence: 'The card is fine, but the $1 is taking longer than usual to go back.',
    next: 'Nothing to do: we keep returning it until your bank confirms.',
  },
  'card-removed-meanwhile': {
    sentence: 'The card was removed while its new date was being checked.',
    next: 'Add the card again.',
  },
  'cancelled-by-us': {
    sentence: 'We ended this attempt. Your card was not refused, and anything held goes back to you.',
    next: 'Add the card again, or submit a service ticket to hear why.',
  },
};

/** Section 6 in plain words: how a bank turned a card down. */
export const declines: Record<DeclineGroup, ResultWords> = {
  approved: { sentence: 'The card was approved.', next: 'Nothing to do.' },
  'part-approved': {
    sentence: 'Only part was approved, and nothing was taken.',
    next: 'Free some credit on the card, or add another credit card.',
  },
  'call-the-bank': { sentence: 'Your bank wants you to call.', next: 'Call your bank, then add the card again.' },
  'our-set-up': { sentence: 'Our own set-up was refused. Your card is fine.', next: fromOurSide },
  refused: { sentence: 'The card was refused by the bank.', next: otherCard },
  'no-reason': {
    sentence: 'The bank refused the card and gave no reason.',
    next: 'Call the number on the back of your card, or add another credit card.',
  },
  'not-allowed-kind': {
    sentence: 'The card is not allowed for this kind of payment.',
    next: 'Ask your bank to allow online payments, or add another credit card.',
  },
  'amount-refused': { sentence: 'The bank refused the amount. Your card is fine.', next: fromOurSide },
  'number-unknown': {
    sentence: 'The bank does not know this card number.',
    next: 'Check the card number, or add another credit card.',
  },
  'bank-system-error': { sentence: 'The bank’s system had an error.', next: inMinutes },
  'account-closed': { sentence: 'The card’s account is closed.', next: otherCard },
  'balance-insufficient': {
    sentence: 'The card’s balance is insufficient.',
    next: 'Free some credit on the card and add it again, or add another credit card.',
  },
  expired: {
    sentence: 'The card has expired, or its date is wrong.',
    next: 'Check the expiry date and add the card again.',
  },
  security: {
    sentence: 'The bank refused this for security.',
    next: 'Call the number on the back of your card, or add another credit card.',
  },
  'over-limit': {
    sentence: 'This is over the card’s limit.',
    next: 'Try again tomorrow, ask your bank to raise the limit, or add another credit card.',
  },
  restricted: {
    sentence: 'The card is restricted, or not activated yet.',
    next: 'Activate the card with your bank, then add it again.',
  },
  'confirmation-needed': {
    sentence: 'The bank needs you to confirm that it is you.',
    next: 'Add the card again and finish the steps on your bank’s page.',
  },
  'too-many-tries': {
    sentence: 'There were too many wrong tries.',
    next: 'Try again tomorrow, or add another credit card.',
  },
  'security-code-wrong': {
    sentence: 'The security code is wrong.',
    next: 'Check the three or four digits on your card and add it again.',
  },
  'bank-unreachable': { sentence: 'The bank can not be reached.', next: inMinutes },
  'not-allowed-by-law': { sentence: 'The payment is not allowed by law.', next: otherCard },
  'already-sent': {
    sentence: 'This was already sent to the bank.',
    next: 'Nothing to do: we look up what became of it.',
  },
  'payments-stopped': {
    sentence: 'You told your bank to stop these payments.',
    next: 'Tell your bank to allow them again, or add another credit card.',
  },
};
