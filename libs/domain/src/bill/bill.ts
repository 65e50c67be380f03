import type {
  BlockReason,
  CardChargeStarted,
  IssuedBill,
  PassedOver,
  ReturnDelay,
  RoundCard,
  RoundReason,
} from './events';

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
