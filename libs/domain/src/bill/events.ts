import type { CardBrand } from '../card';
import type { BillLine, TakenCharges } from '../charges/price';
import type { RateTaken } from '../card-addition/events';
import type { Fact } from '../fact';
import type { Money } from '../money';
import type { RiskGround } from '../risk/rules';
import type { SkipCardReason } from '../wallet/deduction-order';
import type { DunningPlan } from './policy';

/** R36, X1: a card as it stood when a round of deduction began, in the order of trying. */
export interface RoundCard {
  readonly cardId: string;
  readonly token: string;
  readonly brand: CardBrand;
  readonly last4: string;
  readonly expiry: string;
  readonly isDefault: boolean;
  /** Not valid at that moment. */
  readonly skipped?: SkipCardReason;
}

/** Why a round of deduction began. */
export type RoundReason =
  'scheduled' | 'card-added' | 'card-changed' | 'default-chosen' | 'asked' | 'confirmation' | 'operator';

/** R36, X1: why a card of the round was not tried. */
export type PassedOver =
  | SkipCardReason
  | 'removed'
  | 'same-card' // another card of the wallet with the same number was tried
  | 'try-limit' // the networks' limit, or "few times" of section 6
  | 'too-soon' // the bank said when to come back; data.until
  | 'never-again'
  | 'needs-person'; // only the customer can mend it

/** What a bill is, from the moment it is issued (R30a). `zone` is the billing zone it was cut in (D9). */
export interface IssuedBill {
  readonly billId: string;
  readonly accountId: string;
  readonly period: string;
  /** R30b: which of the month's interim bills. */
  readonly interim?: number;
  readonly grounds?: readonly RiskGround[];
  /** Gapless within its year: `2024-00000017`. */
  readonly number: string;
  readonly lines: readonly BillLine[];
  readonly amount: Money;
  /** Fixed here for ever; none where the charges are in the bill's currency. */
  readonly rates: readonly RateTaken[];
  readonly zone: string;
  readonly charges: readonly TakenCharges[];
  /** The cards of the first round. */
  readonly cards: readonly RoundCard[];
  readonly dunning: DunningPlan;
}

/** Who lets a charge happen: us (the bill is due), or the customer in person. */
export type Initiator = 'merchant' | 'customer';

/**
 * Facts of one bill, in stream `bill-<accountId>-<period>` (`-<n>` if interim). `key` names one numbered attempt at the
 * gateway and stands here before the call; `of` is the key of the charge that something is done to.
 */
export type BillEvent =
  | Fact<'BillIssued', IssuedBill>
  | Fact<'BillSent', { channel: 'mail' }>
  | Fact<'DeductionRoundStarted', { round: number; because: RoundReason; cards: readonly RoundCard[]; only?: string }>
  | Fact<'CardPassedOver', { round: number; cardId: string; because: PassedOver; until?: string }>
  | Fact<'CardChargeStarted', CardChargeStarted>
  /** No answer: never a no (D7). */
  | Fact<'CardChargeUnknown', { key: string }>
  | Fact<'CardCharged', { key: string; chargeId: string }>
  | Fact<'CardChargeDeclined', { key: string; chargeId?: string; networkCode: string; adviceCode?: string }>
  /** D8: only part was approved; it is voided. */
  | Fact<'CardPartApproved', { key: string; chargeId: string; approved?: Money }>
  /** The bank wants the customer to confirm: this try is over, what is pending of it is voided, a link is sent. */
  | Fact<'ConfirmationAsked', { key: string; cardId: string; chargeId?: string }>
  /** The customer, trying in person, is on the bank's page. */
  | Fact<'PaymentPageOpened', { key: string; chargeId: string; url: string; closesAt: string }>
  | Fact<'PaymentPageClosed', { key: string; chargeId: string }>
  | Fact<'ChargeReturnAsked', { key: string; of: string; how: 'void' | 'refund'; attempt: number }>
  | Fact<'ChargeReturnDelayed', { key: string; of: string; why: ReturnDelay; tryAgainAt: string }>
  | Fact<'ChargeVoided', { key: string; of: string; chargeId: string }>
  | Fact<'ChargeRefunded', { key: string; of: string; chargeId: string }>
  /** An operator has made sure that nothing was charged under this key. */
  | Fact<'ChargeGivenUp', { key: string; by: string; why: string }>
  | Fact<'DeductionRoundFailed', { round: number; nextAt?: string }>
  /** D14: every card has failed. */
  | Fact<'PaymentOverdue', { amount: Money }>
  | Fact<'ServicesRestricted', { until: string }>
  | Fact<'ServicesSuspended', { until: string }>
  | Fact<'CollectionEnded', { because: 'suspension-over' }>
  /** D7: blocked on us, for an operator. */
  | Fact<'BillBlocked', { because: BlockReason; key: string; networkCode?: string }>
  | Fact<'BillUnblocked', { by: string; why: string }>
  | Fact<'BillPaid', { key: string; cardId: string; overdue: boolean }>
  | Fact<'BillPaidByHand', { by: string; reference: string; why: string; overdue: boolean }>
  /** A false alarm: taken back by a credit on the next bill (R30b). */
  | Fact<'BillCredited', { by: string; why: string; amount: Money; chargeId: string; month: string }>;

export interface CardChargeStarted {
  readonly key: string;
  readonly n: number;
  readonly round: number;
  readonly cardId: string;
  readonly token: string;
  readonly fingerprint: string;
  readonly amount: Money;
  readonly initiatedBy: Initiator;
}

/** Why a charge has not gone back yet. */
export type ReturnDelay = 'already-settled' | 'refused' | 'pending';

/** `our-set-up`, `amount-refused`: 03, 13. `already-sent`: 94. `unknown`: no answer for too long. */
export type BlockReason = 'our-set-up' | 'amount-refused' | 'already-sent' | 'unknown';
