import type { CardSummary } from '../card';
import type { DeclineGroup } from '../decline';
import type { Fact } from '../fact';

/** Days before a card's last day on which its holder is warned, once each. */
export const WARNING_DAYS = [60, 30, 7] as const;
export type WarningDays = (typeof WARNING_DAYS)[number];

/** What a card's data was before a change: kept, so that the history shows both. */
export interface ReplacedCardData {
  readonly token: string;
  readonly expiry: string;
  readonly last4: string;
}

/** Facts of the cards of one account in deduction order, in stream `wallet-<accountId>`. */
export type WalletEvent =
  | Fact<'CardAdded', { accountId: string; cardId: string; journeyId: string; card: CardSummary }>
  | Fact<'DefaultCardSet', { cardId: string; because: 'first-card' | 'chosen' }>
  /** D6: every card on file, once each, the default first. */
  | Fact<'CardsReordered', { order: readonly string[] }>
  /** A bank said no to a card on file. `of`: the bill or the validity change. The code is for staff (R33). */
  | Fact<'CardDeclined', { cardId: string; networkCode: string; adviceCode?: string; of: string }>
  /** A "never": the card is not tried again. `forGood`: verifying it anew does not help (04, 07, 41, 43). */
  | Fact<'CardBlocked', { accountId: string; cardId: string; group: DeclineGroup; forGood: boolean; of: string }>
  | Fact<'CardUnblocked', { accountId: string; cardId: string; because: 'verified-anew' | 'updated-by-network' }>
  /** One change of a card's validity at a time: told here for the rules about the whole wallet. */
  | Fact<'ValidityChangeOpened', { cardId: string; changeId: string }>
  | Fact<
      'ValidityChangeClosed',
      { cardId: string; changeId: string; outcome: 'succeeded' | 'failed'; countsAsFailure: boolean }
    >
  /** R37: verified by a hold. `card` is what counts from now on, under its new token. */
  | Fact<
      'CardValidityChanged',
      { accountId: string; cardId: string; changeId: string; card: CardSummary; replaced: ReplacedCardData }
    >
  /** The card network told that the card was reissued or dated anew. */
  | Fact<'CardUpdated', { accountId: string; cardId: string; card: CardSummary; replaced: ReplacedCardData }>
  | Fact<'CardExpiryWarned', { accountId: string; cardId: string; expiry: string; daysBefore: WarningDays }>
  /** Its last day is over. Noted once; whether a card is valid is always computed, never read from this. */
  | Fact<'CardExpired', { accountId: string; cardId: string; expiry: string }>
  /** R39: the gateway has forgotten a token of the card, once nothing of it was open. */
  | Fact<'CardTokenDestroyed', { accountId: string; cardId: string; token: string }>
  | Fact<
      'CardRemoved',
      { accountId: string; cardId: string; card: CardSummary; because: 'asked' | 'postpayment-given-up' }
    >;
