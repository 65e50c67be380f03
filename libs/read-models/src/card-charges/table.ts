import type { ProjectedRow, Table } from '../table';

/** How a charge stands by the log. */
export type CardChargeStatus =
  'asked' | 'unknown' | 'confirming' | 'captured' | 'declined' | 'part-approved' | 'given-up' | 'voided' | 'refunded';

/** X2, the charge ledger: one numbered attempt on a card. Fed by the bill's stream. */
export interface CardChargeRow extends ProjectedRow {
  readonly chargeKey: string;
  readonly billId: string;
  readonly cardId: string;
  readonly status: CardChargeStatus;
  readonly currency: string;
  readonly amountMinor: number;
  readonly chargeId: string | null;
  readonly startedAt: string;
  readonly changedAt: string;
}

export const cardChargesTable: Table<CardChargeRow> = {
  name: 'card_charges',
  key: ['chargeKey'],
  required: [
    'chargeKey',
    'billId',
    'cardId',
    'status',
    'currency',
    'amountMinor',
    'startedAt',
    'changedAt',
    'revisions',
  ],
  columns: {
    chargeKey: 'text',
    billId: 'text',
    cardId: 'text',
    status: 'text',
    currency: 'text',
    amountMinor: 'minor',
    chargeId: 'text',
    startedAt: 'instant',
    changedAt: 'instant',
    revisions: 'json',
  },
  indexes: { card_charges_by_time: '(started_at, charge_key)', card_charges_by_change: '(changed_at, bill_id)' },
};
