import type { ProblemCode } from './problem-codes';

/** What a person reads: what is wrong, in one sentence, and the step to take. */
export interface ProblemWords {
  readonly detail: string;
  readonly nextStep: string;
}

/** The words of every problem. They never quote what was sent: a request may carry what must not be repeated. */
export const PROBLEM_WORDS: Record<ProblemCode, ProblemWords> = {
  'journey-open': {
    detail: 'A card is already being added to this account.',
    nextStep: 'Go on with the open journey, or cancel it first.',
  },
  'journey-over': { detail: 'This journey is over.', nextStep: 'Start again with Add Card.' },
  'step-out-of-order': { detail: 'This step is not the one to take now.', nextStep: 'Take the step named in `step`.' },
  'too-many-failures': {
    detail: 'Adding a card failed too often on this account.',
    nextStep: 'Wait until the time in `retryAt`, or open a service ticket.',
  },
  'too-many-cards': {
    detail: 'This account has as many cards as it may have.',
    nextStep: 'Remove a card, then add the new one.',
  },
  'account-suspended': { detail: 'This account is suspended.', nextStep: 'Open a service ticket.' },
  'account-unknown': { detail: 'No such account is registered.', nextStep: 'Register the account first.' },
  'account-exists': {
    detail: 'An account with this id is already registered.',
    nextStep: 'Use the registered account, or register under another id.',
  },
  'resend-too-early': {
    detail: 'A code was sent a moment ago.',
    nextStep: 'Enter that code, or ask for a new one at the time in `retryAt`.',
  },
  'too-many-sends': {
    detail: 'Too many codes were asked for.',
    nextStep: 'Ask for a new code at the time in `retryAt`.',
  },
  'no-code-sent': { detail: 'No code has been sent yet.', nextStep: 'Choose Send Code first.' },
  'code-expired': { detail: 'This code has expired.', nextStep: 'Choose Send Code for a new one.' },
  'code-void': { detail: 'This code was entered wrongly too often.', nextStep: 'Choose Send Code for a new one.' },
  'code-wrong': {
    detail: 'This is not the code that was sent.',
    nextStep: 'Enter the newest code; `triesLeft` says how many tries are left.',
  },
  'number-changed': {
    detail: 'The code was sent to another mobile number.',
    nextStep: 'Choose Send Code to send one to this number.',
  },
  'number-not-of-region': {
    detail: 'This mobile number does not belong to the region of the account.',
    nextStep: 'Enter a mobile number of the region in `region`.',
  },
  'number-not-mobile': {
    detail: 'This is not a mobile number that can be used.',
    nextStep: 'Enter a mobile number that receives text messages.',
  },
  'number-in-use': {
    detail: 'This mobile number belongs to another account.',
    nextStep: 'Enter another mobile number.',
  },
  'information-invalid': {
    detail: 'A field of the account information can not be used as it is.',
    nextStep: 'Correct the field in `field`.',
  },
  'industry-unknown': {
    detail: 'This industry is not in the list.',
    nextStep: 'Choose one of /v1/reference/industries.',
  },
  'currency-not-offered': {
    detail: 'This currency is not offered.',
    nextStep: 'Choose a currency of /v1/reference/currencies.',
  },
  'currency-missing': { detail: 'An enterprise chooses its currency.', nextStep: 'Send `currency` too.' },
  'tax-id-missing': {
    detail: 'In this region a card is added together with an ID.',
    nextStep: 'Send `taxId` with its type and number.',
  },
  'tax-id-invalid': { detail: 'This ID number can not be right.', nextStep: 'Correct the ID number or its type.' },
  'expiry-in-past': { detail: 'This card has expired.', nextStep: 'Use a card that is still valid.' },
  'currency-mismatch': { detail: 'Two currencies do not match.', nextStep: 'Use one currency.' },
  'charge-invalid': {
    detail: 'A field of the charge record can not be used as it is.',
    nextStep: 'Correct the field in `field`.',
  },
  'charge-differs': {
    detail: 'This record id already stands for another expense.',
    nextStep: 'Send a correction as a new record, below zero.',
  },
  'charge-too-old': {
    detail: 'This expense is of a month that no bill takes any more.',
    nextStep: 'Record it with a time of this month or the two before.',
  },
  'charge-in-future': { detail: 'This expense lies in the future.', nextStep: 'Correct `incurredAt`.' },
  'bill-unknown': { detail: 'There is no such bill.', nextStep: 'Look at the list of bills.' },
  'bill-paid': { detail: 'This bill is paid.', nextStep: 'Nothing to do.' },
  'bill-blocked': { detail: 'This bill waits for us.', nextStep: 'Nothing to do: we have been told.' },
  'bill-not-blocked': { detail: 'This bill waits for nobody.', nextStep: 'Look at the bill again.' },
  'charge-in-flight': {
    detail: 'A card is being charged for this bill and the bank has not answered yet.',
    nextStep: 'Try again at the time in `retryAt`.',
  },
  'card-not-usable': { detail: 'This card can not pay now.', nextStep: 'Choose another card, or mend this one.' },
  'confirmation-not-asked': {
    detail: 'The bank has not asked to confirm this payment.',
    nextStep: 'Pay with a card of your choice.',
  },
  'nothing-to-bill': { detail: 'There are no expenses to bill.', nextStep: 'Nothing to do.' },
  'period-not-over': {
    detail: 'The bills of this month are not due yet.',
    nextStep: 'Try again at the time in `retryAt`.',
  },
  'period-invalid': { detail: 'This is no month.', nextStep: 'Send a month as `2024-05`.' },
  'ask-unknown': { detail: 'Nobody asked for this.', nextStep: 'Look at what is asked for: `onfile asks`.' },
  'ask-answered': { detail: 'Somebody has answered this already.', nextStep: 'See the operator log for the answer.' },
  'ask-lapsed': { detail: 'Nobody answered this in time.', nextStep: 'Ask for it again, if it is still wanted.' },
  'second-person-needed': {
    detail: 'Whoever asks for an act can not say yes to it.',
    nextStep: 'Let another operator who may approve say yes.',
  },
  'reason-missing': { detail: 'This needs a written reason.', nextStep: 'Send `reason`.' },
  'card-unknown': {
    detail: 'No such card is on file for this account.',
    nextStep: 'Choose one of the cards in the list.',
  },
  'card-removed': {
    detail: 'This card was removed.',
    nextStep: 'Add the card again.',
  },
  'card-expired': {
    detail: 'This card has expired.',
    nextStep: 'Choose Edit to set its new validity period, or choose another card.',
  },
  'card-blocked': {
    detail: 'The bank does not let this card be used.',
    nextStep: 'Choose another card, or edit this one once the bank has cleared it.',
  },
  'default-card': {
    detail: 'The default credit card for payment can not be removed.',
    nextStep: 'Choose one of the cards in `cards` as the new default first, or in the same step.',
  },
  'last-card': {
    detail: 'The only credit card can not be removed.',
    nextStep: 'Add another card first, or give up paying later in the same step.',
  },
  'order-invalid': {
    detail: 'The order must name every card once, the default first.',
    nextStep: 'Load the cards again and name them all.',
  },
  'wallet-changed': {
    detail: 'The cards were changed meanwhile.',
    nextStep: 'Look at the cards as they are now, then choose again.',
  },
  'change-open': {
    detail: 'The validity period of this card is being changed already.',
    nextStep: 'Go on with the change in `changeId`, or cancel it first.',
  },
  'card-differs': {
    detail: 'The new validity period was entered for another card.',
    nextStep: 'Enter the date and the security code of the card that you are editing.',
  },
  'validity-unchanged': {
    detail: 'The card has this validity period already.',
    nextStep: 'Enter the date that is printed on the new card.',
  },
  'bill-unpaid': {
    detail: 'A bill is unpaid.',
    nextStep: 'Pay the bills in `bills` first.',
  },
  'charges-unbilled': {
    detail: 'Expenses are waiting for their bill.',
    nextStep: 'Wait until the bill of this month is paid.',
  },
  'feedback-incomplete': {
    detail: 'Please complete at least one feedback item.',
    nextStep: 'Say whether the page helped, choose an issue, or write a comment.',
  },
  'feedback-empty': {
    detail: 'Content is empty.',
    nextStep: 'Write something, or leave the comment out.',
  },
  'feedback-too-long': {
    detail: 'Content most length 200 character',
    nextStep: 'Shorten the comment.',
  },
  'bank-is-checking': {
    detail: 'The bank has not answered yet; nothing else can happen until it has.',
    nextStep: 'Look at the journey again in a moment.',
  },
  'request-invalid': {
    detail: 'The request does not have the form that this address takes.',
    nextStep: 'Correct the fields in `errors`.',
  },
  'request-too-large': { detail: 'The request is too large.', nextStep: 'Send less than 64 KiB.' },
  'card-number-not-accepted': {
    detail: 'The request holds what looks like a card number, which must never come here.',
    nextStep: 'Send the card number to the card gateway, and its token here.',
  },
  'idempotency-key-missing': {
    detail: 'This request needs an Idempotency-Key header of 8 to 200 visible characters.',
    nextStep: 'Send a new key for a new request, and the same key for a repeat.',
  },
  'idempotency-key-reused': {
    detail: 'This Idempotency-Key was used with another request.',
    nextStep: 'Send the same request again, or use a new key.',
  },
  'sign-in-needed': { detail: 'Nobody is signed in.', nextStep: 'Sign in and send the bearer token.' },
  'token-invalid': { detail: 'This token can not be trusted.', nextStep: 'Sign in again.' },
  'token-expired': { detail: 'This token has expired.', nextStep: 'Sign in again.' },
  'token-revoked': { detail: 'This session was ended.', nextStep: 'Sign in again.' },
  'not-allowed': { detail: 'This token does not open this address.', nextStep: 'Sign in as somebody who may do this.' },
  'not-found': { detail: 'There is nothing here.', nextStep: 'Check the address.' },
  'token-unknown': {
    detail: 'The card gateway does not know this card token.',
    nextStep: 'Enter the card again, and send the new token.',
  },
  'notice-refused': {
    detail: 'This notice is not signed by the card gateway, or is too old.',
    nextStep: 'Sign the notice anew.',
  },
  'position-not-reached': {
    detail: 'The view has not caught up with the position asked for.',
    nextStep: 'Ask again in a moment.',
  },
  'cursor-invalid': {
    detail: 'This cursor was not given out by this list.',
    nextStep: 'Ask for the first page, and go on with its `next`.',
  },
  'workflow-closed': {
    detail: 'This is over: its workflow has ended, and can not be acted on.',
    nextStep: 'Look at its explanation; what it may have left is given back by the nightly sweep.',
  },
  'step-unknown': {
    detail: 'It can not be reset to such a step: it never took it.',
    nextStep: 'Choose one of the steps in `steps`.',
  },
  'nothing-to-retry': {
    detail: 'It is paused, and nothing of it waits for another attempt.',
    nextStep: 'Resume it.',
  },
  'try-again-later': {
    detail: 'A part that is needed for this can not be reached at the moment; nothing was lost.',
    nextStep: 'Send the same request, with the same key, again after `retryAfter` seconds.',
  },
  'record-unreadable': {
    detail: 'The record about this has a fact that this build can not read. Nothing was changed, and nothing is lost.',
    nextStep: 'Operators find the fact under read models; a build that knows it reads it.',
  },
  internal: {
    detail: 'Something went wrong on our side.',
    nextStep: 'Send the same request, with the same key, again; if it stays so, open a service ticket.',
  },
};
