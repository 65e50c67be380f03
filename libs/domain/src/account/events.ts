import type { AccountType, CurrencyCode, IndustryCode, RegionCode } from '../codes';
import type { Fact, PersonalFact } from '../fact';
import type { Money } from '../money';
import type { ResultCode } from '../result';

/** How a journey ended. `abandoned`: it ended before a card was submitted, which is no failure (R31). */
export type JourneyOutcome = 'succeeded' | 'failed' | 'abandoned';

/** Facts about the whole account, in stream `account-<accountId>`. Sealed: email, language; number; names and addresses. */
export type AccountEvent =
  | PersonalFact<
      'AccountRegistered',
      { accountId: string; region: RegionCode; registeredAt: string; emailHash: string; language: string }
    >
  | Fact<'JourneyOpened', { journeyId: string }>
  | Fact<'JourneyClosed', { journeyId: string; outcome: JourneyOutcome; result?: ResultCode; countsAsFailure: boolean }>
  | PersonalFact<'MobileNumberAdded', { journeyId: string; numberHash: string }>
  | PersonalFact<
      'AccountInformationCompleted',
      { journeyId: string; accountType: AccountType; industry: IndustryCode; currency: CurrencyCode }
    >
  | Fact<'CurrencyChosen', { currency: CurrencyCode }>
  /** R31: help was asked for. Sealed: what the person says. */
  | PersonalFact<
      'ServiceTicketOpened',
      { ticketId: string; about: { stream: 'cardAddition' | 'cardValidityChange'; id: string } }
    >
  | Fact<'PostpaymentGranted', { cardId: string; journeyId: string }>
  | Fact<'PostpaymentSuspended', { because: 'no-valid-card' }>
  | Fact<'PostpaymentRestored', { cardId: string }>
  /** D17: with its last card, as an explicit step. The next card earns it anew. */
  | Fact<'PostpaymentGivenUp', { cardId: string }>
  /** D14: all cards have failed for a bill; and it is paid, by whatever way. */
  | Fact<'BillOverdue', { billId: string; amount: Money }>
  | Fact<'BillSettled', { billId: string }>
  /** D14: no new services until AccountRestored. */
  | Fact<'AccountRestricted', { because: string }>
  /** R6: no card may be added until AccountRestored. */
  | Fact<'AccountSuspended', { because: string }>
  | Fact<'AccountRestored', { because: string }>;
