import type { BillStatus } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** A bill as lists show it. Fed by `bill-<account>-<period>`; its lines and its trail are read from there. */
export interface BillRow extends ProjectedRow {
  readonly billId: string;
  readonly accountId: string;
  readonly period: string;
  /** R30b: which of the month's interim bills; null for the month's own. */
  readonly interim: number | null;
  readonly number: string;
  readonly status: BillStatus;
  readonly currency: string;
  readonly amountMinor: number;
  readonly issuedAt: string;
  readonly issuedPosition: string;
  readonly round: number;
  readonly tries: number;
  /** When it should move next; null where nothing is waited for. */
  readonly nextAt: string | null;
  readonly overdueAt: string | null;
  readonly blockedBecause: string | null;
  readonly paidAt: string | null;
  /** The card that paid; null while unpaid, or when paid by hand. */
  readonly paidByCardId: string | null;
  readonly sentAt: string | null;
}

export const billsTable: Table<BillRow> = {
  name: 'bills',
  key: ['billId'],
  required: [
    ...(['billId', 'accountId', 'period', 'number', 'status', 'currency', 'amountMinor'] as const),
    ...(['issuedAt', 'issuedPosition', 'round', 'tries', 'revisions'] as const),
  ],
  columns: {
    billId: 'text',
    accountId: 'text',
    period: 'text',
    interim: 'integer',
    number: 'text',
    status: 'text',
    currency: 'text',
    amountMinor: 'minor',
    issuedAt: 'instant',
    issuedPosition: 'position',
    round: 'integer',
    tries: 'integer',
    nextAt: 'instant',
    overdueAt: 'instant',
    blockedBecause: 'text',
    paidAt: 'instant',
    paidByCardId: 'text',
    sentAt: 'instant',
    revisions: 'json',
  },
  indexes: {
    bills_by_account: '(account_id, issued_position desc, bill_id desc)',
    bills_by_number: '(number)', // operators look for bills by their number
    bills_open: `(period, bill_id) where status <> 'paid'`,
    bills_due: `(next_at) where next_at is not null`,
  },
};
