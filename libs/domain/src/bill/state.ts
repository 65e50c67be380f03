import type {
  BillEvent,
  BlockReason,
  CardChargeStarted,
  IssuedBill,
  PassedOver,
  ReturnDelay,
  RoundCard,
  RoundReason,
} from './events';
import { withRound } from './round-state';
import { withTry } from './try-state';

/** How a try stands. `confirm-needed`: over, and what is pending of it at the bank must be voided. */
export type TryStatus =
  'open' | 'unknown' | 'bank-page' | 'captured' | 'part-approved' | 'confirm-needed' | 'declined' | 'given-up';

/** The way back of a charge that must not stay. */
export interface GivingBack {
  readonly key: string;
  readonly how: 'void' | 'refund';
  readonly attempt: number;
  /** Asked, and not answered yet. */
  readonly open: boolean;
  readonly askedAt: string;
  readonly delayed?: { readonly why: ReturnDelay; readonly tryAgainAt: string };
  readonly done?: 'voided' | 'refunded';
}

/** One numbered attempt to charge a card. */
export interface ChargeTry extends CardChargeStarted {
  readonly startedAt: string;
  readonly status: TryStatus;
  /** When its status was last told. */
  readonly toldAt: string;
  readonly chargeId?: string;
  readonly networkCode?: string;
  readonly adviceCode?: string;
  readonly page?: { readonly url: string; readonly closesAt: string };
  readonly back?: GivingBack;
}

/** One time through the cards. `only`: the one card that the customer chose. */
export interface Round {
  readonly round: number;
  readonly because: RoundReason;
  readonly startedAt: string;
  readonly cards: readonly RoundCard[];
  readonly only?: string;
  readonly passedOver: Readonly<Record<string, PassedOver>>;
  readonly failedAt?: string;
  readonly nextAt?: string;
}

/** What the rules know of one bill. */
export interface Bill {
  readonly issued?: IssuedBill & { readonly at: string };
  readonly sentAt?: string;
  readonly tries: readonly ChargeTry[];
  readonly round?: Round;
  readonly overdueAt?: string;
  readonly restrictedUntil?: string;
  readonly suspendedUntil?: string;
  readonly collectionEndedAt?: string;
  readonly blocked?: { readonly because: BlockReason; readonly key: string; readonly at: string };
  readonly paid?: { readonly at: string; readonly key?: string };
  readonly credited?: { readonly at: string };
}

export const initialBill: Bill = { tries: [] };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveBill(bill: Bill, fact: BillEvent): Bill {
  switch (fact.type) {
    case 'BillIssued': {
      const { at, data } = fact;
      return withRound({ ...bill, issued: { ...data, at } }, fact);
    }
    case 'DeductionRoundStarted':
    case 'CardPassedOver':
    case 'DeductionRoundFailed':
      return withRound(bill, fact);
    case 'CardChargeStarted':
    case 'CardChargeUnknown':
    case 'CardCharged':
    case 'CardChargeDeclined':
    case 'CardPartApproved':
    case 'ConfirmationAsked':
    case 'PaymentPageOpened':
    case 'PaymentPageClosed':
    case 'ChargeReturnAsked':
    case 'ChargeReturnDelayed':
    case 'ChargeVoided':
    case 'ChargeRefunded':
      return { ...bill, tries: withTry(bill.tries, fact) };
    case 'ChargeGivenUp':
      return { ...without(bill, 'blocked'), tries: withTry(bill.tries, fact) };
    case 'BillSent':
    case 'BillCredited':
    case 'BillPaid':
    case 'BillPaidByHand':
    case 'BillBlocked':
    case 'BillUnblocked':
    case 'PaymentOverdue':
    case 'ServicesRestricted':
    case 'ServicesSuspended':
    case 'CollectionEnded':
      return withStanding(bill, fact);
  }
}

type StandingFact = Extract<
  BillEvent,
  {
    type:
      | 'BillSent'
      | 'BillCredited'
      | 'BillPaid'
      | 'BillPaidByHand'
      | 'BillBlocked'
      | 'BillUnblocked'
      | 'PaymentOverdue'
      | 'ServicesRestricted'
      | 'ServicesSuspended'
      | 'CollectionEnded';
  }
>;

function withStanding(bill: Bill, fact: StandingFact): Bill {
  const { at } = fact;
  switch (fact.type) {
    case 'BillSent':
      return { ...bill, sentAt: bill.sentAt ?? at };
    case 'BillCredited':
      return { ...bill, credited: { at } };
    case 'BillPaid':
      return { ...without(bill, 'blocked'), paid: { at, key: fact.data.key } };
    case 'BillPaidByHand':
      return { ...without(bill, 'blocked'), paid: { at } };
    case 'BillBlocked':
      return { ...bill, blocked: { because: fact.data.because, key: fact.data.key, at } };
    case 'BillUnblocked':
      return without(bill, 'blocked');
    case 'PaymentOverdue':
      return { ...bill, overdueAt: bill.overdueAt ?? at };
    case 'ServicesRestricted':
      return { ...bill, restrictedUntil: fact.data.until };
    case 'ServicesSuspended':
      return { ...bill, suspendedUntil: fact.data.until };
    case 'CollectionEnded':
      return { ...bill, collectionEndedAt: at };
  }
}

function without(bill: Bill, field: 'blocked'): Bill {
  const { [field]: _, ...rest } = bill;
  return rest;
}
