import type { Fact } from '../fact';
import type { Money } from '../money';

/** One rated expense as the metering sends it. `chargeId` names it for ever; a correction is a record below zero. */
export interface ChargeToRecord {
  readonly accountId: string;
  readonly chargeId: string;
  readonly service: string;
  readonly description: string;
  readonly amount: Money;
  /** ISO instant; its month in the billing zone is the record's home. */
  readonly incurredAt: string;
}

/**
 * Facts of the expenses of one account that were incurred in one month, in stream `charges-<accountId>-<yyyymm>`.
 * `through` is a revision of this stream: everything up to it that no other bill took.
 */
export type ChargesEvent =
  | Fact<'ChargeRecorded', ChargeToRecord>
  /** `interim`: the bill is the month's n-th ahead of the third (R30b). */
  | Fact<'ChargesBilled', { accountId: string; billId: string; through: number; records: number; interim?: number }>
  /** Nothing to pay: what is left over (below zero: a credit) is recorded in month `to`. */
  | Fact<'ChargesCarried', { accountId: string; billId: string; through: number; records: number; to: string }>;
