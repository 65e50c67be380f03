import { openTry } from './next-move';
import type { Bill } from './bill';

/** How a bill stands, as people see it. Stable: add, never rename. */
export type BillStatus =
  | 'deducting'
  | 'being-checked' // D7: a charge has no answer
  | 'confirming' // the customer is on the bank's page
  | 'overdue'
  | 'restricted'
  | 'suspended'
  | 'uncollected'
  | 'blocked' // D7: waits for us
  | 'paid';

/** The status of an issued bill. */
export function billStatus(bill: Bill): BillStatus {
  if (bill.paid) return 'paid';
  if (bill.blocked) return 'blocked';
  const open = openTry(bill);
  if (open?.status === 'bank-page') return 'confirming';
  if (open?.status === 'unknown') return 'being-checked';
  if (bill.collectionEndedAt !== undefined) return 'uncollected';
  if (bill.suspendedUntil !== undefined) return 'suspended';
  if (bill.restrictedUntil !== undefined) return 'restricted';
  return bill.overdueAt !== undefined ? 'overdue' : 'deducting';
}
