import type { BankRefusal, Money, TransStatus } from '@onfile/domain';

/** The gateway's answer to a hold. A decline is a result; `unknown` is no answer at all, and never a no. */
export type HoldAnswer =
  | { outcome: 'held'; holdId: string; transStatus?: TransStatus }
  | { outcome: 'needs-bank-page'; holdId: string; bankPageUrl: string }
  | ({ outcome: 'declined' } & BankRefusal)
  | { outcome: 'unknown' };

/** How a hold stands, by its key. `not-found` is not a no: the request may still be under way. */
export type HoldStanding =
  HoldAnswer | { outcome: 'not-found' } | { outcome: 'voided' | 'refunded' | 'settled'; holdId: string };

/** The gateway's answer to a release. `pending`: it will be done later. */
export type ReleaseAnswer =
  | { outcome: 'released' }
  | { outcome: 'pending' }
  | { outcome: 'unknown' }
  | { outcome: 'refused'; reason: 'already-settled' | 'other' };

/** Calls to the card gateway, on queue `card-network`. The same key never acts twice. */
export interface HoldActivities {
  /** Holds `amount` without taking it. */
  placeHold(request: { key: string; token: string; amount: Money; journeyId: string }): Promise<HoldAnswer>;
  findHold(request: { key: string }): Promise<HoldStanding>;
  releaseHold(request: { key: string; holdId: string; how: 'void' | 'refund' }): Promise<ReleaseAnswer>;
}
