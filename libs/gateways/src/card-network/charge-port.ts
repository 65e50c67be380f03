import type { Money } from '@onfile/domain';
import type { ReleaseOutcome } from './release-outcome';

/** The gateway's answer to a charge. A decline is a result, not an error. `unknown`: no answer at all, never a no. */
export type ChargeOutcome =
  | { outcome: 'captured'; chargeId: string }
  | { outcome: 'declined'; chargeId?: string; networkCode: string; adviceCode?: string }
  /** D8: only part was approved; it has to be voided. */
  | { outcome: 'part-approved'; chargeId: string; approved?: Money }
  /** The bank wants the customer to confirm. */
  | { outcome: 'needs-bank-page'; chargeId: string; bankPageUrl?: string }
  | { outcome: 'unknown' };

/** How a charge stands. `not-found` is not "no": the request may still be under way. */
export type ChargeStanding =
  ChargeOutcome | { outcome: 'not-found' } | { outcome: 'voided' | 'refunded'; chargeId: string };

/** One charge to ask for. */
export interface ChargeRequest {
  /** Names this one attempt: the same key never charges twice. */
  readonly key: string;
  readonly token: string;
  readonly amount: Money;
  /** Our own name of what is paid: the bill. */
  readonly reference: string;
  readonly returnUrl: string;
  /** `merchant`: nobody is there to confirm it. */
  readonly initiatedBy: 'merchant' | 'customer';
}

/** What bills are paid by: the part of the card gateway that takes money. */
export interface CardCharges {
  /** Takes the whole amount. Answers within 10 s. @throws {GatewayUnreachable} nothing was sent. */
  chargeCard(request: ChargeRequest): Promise<ChargeOutcome>;
  /** How the charge under `key` stands now. @throws {GatewayUnreachable}. */
  findCharge(key: string): Promise<ChargeStanding>;
  /** Every charge that the gateway has of a reference, with its key: where keys are kept no longer. @throws {GatewayUnreachable}. */
  findChargesOf(reference: string): Promise<readonly { readonly key: string; readonly standing: ChargeStanding }[]>;
  voidCharge(request: { key: string; chargeId: string }): Promise<ReleaseOutcome>;
  refundCharge(request: { key: string; chargeId: string }): Promise<ReleaseOutcome>;
}
