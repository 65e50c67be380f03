import type { BillStanding, RiskGround } from '@onfile/domain';

/** Which bill, and for an interim one why it is made (R30b). */
export interface BillOrder {
  readonly billId: string;
  readonly grounds?: readonly RiskGround[];
}

/** How far a bill came: it needs nothing more for now, or must wait until an instant (ISO). */
export type BillProgress = { readonly standing: BillStanding } | { readonly waitUntil: string };

/** Activities on queue `billing`. */
export interface BillActivities {
  /** Moves the bill as far as it can go now. Harmless when repeated: all of its state is in its streams. */
  advanceBill(order: BillOrder): Promise<BillProgress>;
  /** D14: bills of the account that its cards may pay now that something about them has changed. */
  findOwedBills(request: { accountId: string }): Promise<readonly string[]>;
}
