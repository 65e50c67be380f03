import type { Sentence, TimelineFact } from './sentence';
import type { SentenceDetails } from './table';
import { walletSentences } from './wallet-sentences';

/**
 * A sentence for every fact: the compiler asks for the row of a new one. Only what is listed here reaches the timeline,
 * so a fact's sealed part, tokens, digests and page addresses never do.
 */
const SENTENCES: { readonly [Type in TimelineFact['type']]: Sentence<Type> } = {
  AccountRegistered: { key: 'account-registered', details: ({ region }) => ({ region }) },
  JourneyOpened: { key: 'journey-opened', details: ({ journeyId }) => ({ journeyId }) },
  JourneyClosed: {
    key: 'journey-closed',
    details: ({ journeyId, outcome, result }) => ({ journeyId, outcome, result }),
  },
  MobileNumberAdded: { key: 'mobile-number-added', details: ({ journeyId }) => ({ journeyId }) },
  AccountInformationCompleted: {
    key: 'account-information-completed',
    details: ({ journeyId, accountType, industry, currency }) => ({ journeyId, accountType, industry, currency }),
  },
  CurrencyChosen: { key: 'currency-chosen', details: ({ currency }) => ({ currency }) },
  PostpaymentGranted: { key: 'postpayment-granted', details: ({ cardId }) => ({ cardId }) },
  PostpaymentSuspended: { key: 'postpayment-suspended', details: ({ because }) => ({ because }) },
  PostpaymentRestored: { key: 'postpayment-restored', details: ({ cardId }) => ({ cardId }) },
  ServiceTicketOpened: {
    key: 'service-ticket-opened',
    details: ({ ticketId, about }) => ({ ticketId, attemptId: about.id }),
  },
  PostpaymentGivenUp: { key: 'postpayment-given-up', details: ({ cardId }) => ({ cardId }) },
  BillOverdue: { key: 'bill-overdue', details: ({ billId }) => ({ billId }) },
  BillSettled: { key: 'bill-settled', details: ({ billId }) => ({ billId }) },
  AccountRestricted: { key: 'account-restricted' },
  AccountSuspended: { key: 'account-suspended' }, // why is an operator's own words
  AccountRestored: { key: 'account-restored' },
  ...walletSentences,
  CardAdditionStarted: {
    key: 'card-addition-started',
    details: ({ steps, skipped }) => ({
      steps,
      skipped: skipped.map(({ step, because }) => `${step}: ${because}`), // R13: shown as "skipped because …"
    }),
  },
  EmailCodeSent: { key: 'email-code-sent', details: ({ sendNo }) => ({ sendNo }) },
  WrongEmailCodeEntered: { key: 'wrong-email-code-entered', details: ({ triesLeft }) => ({ triesLeft }) },
  EmailConfirmed: { key: 'email-confirmed' },
  SmsCodeSent: { key: 'sms-code-sent', details: ({ sendNo }) => ({ sendNo }) },
  WrongSmsCodeEntered: { key: 'wrong-sms-code-entered', details: ({ triesLeft }) => ({ triesLeft }) },
  MobileConfirmed: { key: 'mobile-confirmed' },
  InformationGiven: {
    key: 'information-given',
    details: ({ accountType, industry, currency }) => ({ accountType, industry, currency }),
  },
  CardSubmitted: {
    key: 'card-submitted',
    details: ({ card }) => ({ brand: card.brand, last4: card.last4, expiry: card.expiry }),
  },
  HoldAsked: {
    key: 'hold-asked',
    details: ({ amount, rate }) => ({ minor: amount.minor, currency: amount.currency, rate: rate.rate }),
  },
  HoldUnknown: { key: 'hold-unknown' },
  HoldPlaced: { key: 'hold-placed' },
  HoldDeclined: { key: 'hold-declined' },
  BankPageOpened: { key: 'bank-page-opened', details: ({ closesAt }) => ({ closesAt }) },
  IdentityConfirmed: { key: 'identity-confirmed' },
  CardAdditionSucceeded: { key: 'card-addition-succeeded', details: ({ cardId }) => ({ cardId }) },
  CardAdditionFailed: {
    key: 'card-addition-failed',
    details: ({ result, tryAgainAfter }) => ({ result, tryAgainAfter }), // the bank's raw code is for staff (R33)
  },
  CardAdditionAbandoned: { key: 'card-addition-abandoned', details: ({ because }) => ({ because }) },
  ValidityChangeStarted: {
    key: 'validity-change-started',
    details: ({ changeId, cardId, card, from }) => ({ changeId, cardId, from, to: card.expiry }),
  },
  ValidityChangeSucceeded: { key: 'validity-change-succeeded', details: ({ cardId }) => ({ cardId }) },
  ValidityChangeFailed: {
    key: 'validity-change-failed',
    details: ({ result, tryAgainAfter }) => ({ result, tryAgainAfter }), // the bank's raw code is for staff (R33)
  },
  HoldReleaseAsked: { key: 'hold-release-asked', details: ({ how, attempt }) => ({ how, attempt }) },
  HoldReleaseDelayed: { key: 'hold-release-delayed', details: ({ tryAgainAt }) => ({ tryAgainAt }) },
  HoldVoided: { key: 'hold-voided', details: ({ bankShowsBy }) => ({ bankShowsBy }) },
  HoldRefunded: { key: 'hold-refunded', details: ({ bankShowsBy }) => ({ bankShowsBy }) },
  NothingWasHeld: { key: 'nothing-was-held' },
};

/** Key and values of the sentence that tells a fact to its customer. */
export function sentenceOf(fact: TimelineFact): { key: string; details: SentenceDetails } {
  const sentence = SENTENCES[fact.type] as Sentence<TimelineFact['type']>;
  const details = sentence.details?.(fact.data as never) ?? {};
  const named = Object.entries(details).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { key: sentence.key, details: Object.fromEntries(named) };
}
