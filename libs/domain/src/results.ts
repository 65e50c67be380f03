import { declineOf } from './declines';
import type { ResultCode } from './result';
import type { WhoCanFix } from './who-can-fix';

/** What Historical Cards says of one Result (section 5): words for the customer, who can mend it, and what to do next. */
export interface ResultText {
  readonly sentence: string;
  readonly whoCanFix: WhoCanFix;
  readonly nextStep: string;
}

const TICKET = 'Send a service ticket; it already carries the history of this attempt.';
const OTHER_CARD = 'Add another credit card.';

/** Every result code in plain words. `hold-declined` stands for any decline; `explain` knows its group. */
export const RESULTS: Readonly<Record<ResultCode, ResultText>> = {
  'contact-review': {
    sentence: 'We need to check your contact details before a card can be added.',
    whoCanFix: 'us',
    nextStep: TICKET,
  },
  'card-review': {
    sentence: 'We need to check this card before it can be added.',
    whoCanFix: 'us',
    nextStep: TICKET,
  },
  'not-a-credit-card': {
    sentence: 'This is not a credit card. Only credit cards can be added.',
    whoCanFix: 'person',
    nextStep: OTHER_CARD,
  },
  'system-error': {
    sentence: 'Something went wrong on our side or on the way to the bank. Your card was not refused.',
    whoCanFix: 'us',
    nextStep: 'Add the card again in a few minutes. If it happens again, send a service ticket.',
  },
  'data-wrong-or-too-many-tries': {
    sentence: 'Some of the card data was wrong, or this card was tried too often.',
    whoCanFix: 'person',
    nextStep: 'Check the card number, expiry and security code, and add the card again tomorrow.',
  },
  'no-credit-or-frozen': {
    sentence: 'The card has no credit left, or it is frozen.',
    whoCanFix: 'person',
    nextStep: 'Ask your bank, or add another credit card.',
  },
  'card-on-another-account': {
    sentence: 'This card is already on file for another account. A card belongs to one account only.',
    whoCanFix: 'person',
    nextStep: 'Add another credit card, or remove this one from the other account first.',
  },
  'issued-in-other-country': {
    sentence: 'This card was issued in another country than the one your account is registered in.',
    whoCanFix: 'person',
    nextStep: 'Add a credit card issued in your own country or region.',
  },
  'network-not-supported': {
    sentence: 'Cards of this network can not be added. Visa and Mastercard can.',
    whoCanFix: 'person',
    nextStep: 'Add a Visa or Mastercard credit card.',
  },
  'prepaid-or-virtual': {
    sentence: 'Prepaid and virtual cards can not be added.',
    whoCanFix: 'person',
    nextStep: OTHER_CARD,
  },
  'duplicate-on-account': {
    sentence: 'This card is already on file for your account.',
    whoCanFix: 'person',
    nextStep: 'Nothing to do: you can use it. To change its expiry date, edit the card.',
  },
  'expiry-in-past': {
    sentence: 'The card has expired.',
    whoCanFix: 'person',
    nextStep: 'Check the expiry date, or add another credit card.',
  },
  'number-invalid': {
    sentence: 'There is no card with this number.',
    whoCanFix: 'person',
    nextStep: 'Check the card number and add the card again.',
  },
  'id-invalid': {
    sentence: 'The ID number was not accepted.',
    whoCanFix: 'person',
    nextStep: 'Check the ID type and number and add the card again.',
  },
  'hold-declined': {
    sentence: 'The bank refused the $1 that proves the card.',
    whoCanFix: 'bank',
    nextStep: 'Ask your bank, or add another credit card.',
  },
  'hold-result-unknown': {
    sentence: 'The bank has not answered yet. We keep asking, and any amount held goes back to you.',
    whoCanFix: 'nobody',
    nextStep: 'Wait until this attempt is settled, then add the card again.',
  },
  'bank-page-cancelled': {
    sentence: 'The attempt was cancelled before the bank had confirmed that it was you.',
    whoCanFix: 'person',
    nextStep: "Add the card again and finish the steps on your bank's page.",
  },
  'bank-page-timed-out': {
    sentence: 'The bank did not confirm in time that it was you.',
    whoCanFix: 'person',
    nextStep: "Add the card again and finish the steps on your bank's page within 15 minutes.",
  },
  'bank-rejected': {
    sentence: 'The bank could not confirm that it was you.',
    whoCanFix: 'person',
    nextStep: 'Ask your bank about online confirmation, or add another credit card.',
  },
  'session-expired': {
    sentence: 'No card was submitted within a day, so this attempt was closed.',
    whoCanFix: 'person',
    nextStep: 'Add the card again. The steps you finished are kept.',
  },
  'risk-blocked': {
    sentence: 'This attempt was stopped for your protection.',
    whoCanFix: 'us',
    nextStep: TICKET,
  },
  'card-removed-meanwhile': {
    sentence: 'The card was removed while its new validity was being checked.',
    whoCanFix: 'person',
    nextStep: 'Add the card again.',
  },
  'cancelled-by-us': {
    sentence: 'We ended this attempt. Your card was not refused, and anything held goes back to you.',
    whoCanFix: 'us',
    nextStep: 'Add the card again, or send a service ticket to hear why.',
  },
  'hold-release-late': {
    sentence: 'The card is fine, but the $1 is taking longer than usual to go back.',
    whoCanFix: 'us',
    nextStep: 'Nothing to do: we keep returning it until your bank confirms.',
  },
};

/** The words for one Result, with the decline's own where a bank's code stands behind it (section 6). */
export function explain(result: ResultCode, networkCode?: string): ResultText {
  if (result !== 'hold-declined' || networkCode === undefined) return RESULTS[result];
  const { shown, whoCanFix, nextStep } = declineOf(networkCode);
  return { sentence: shown, whoCanFix, nextStep };
}
