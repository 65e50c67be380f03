import type { ProjectedRow, Table } from '../table';

/** Sums of records by currency, in minor units. */
export interface ChargeSums {
  readonly records: number;
  readonly minor: Readonly<Record<string, number>>;
}

/** What of one account's month is in no bill yet. Fed by `charges-<account>-<yyyymm>`, whose id is the key. */
export interface UnbilledRow extends ProjectedRow {
  readonly chargesId: string;
  readonly accountId: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly records: number;
  readonly minor: Readonly<Record<string, number>>;
  readonly changedAt: string;
}

export const unbilledTable: Table<UnbilledRow> = {
  name: 'unbilled_charges',
  key: ['chargesId'],
  required: ['chargesId', 'accountId', 'month', 'records', 'minor', 'changedAt', 'revisions'],
  columns: {
    chargesId: 'text',
    accountId: 'text',
    month: 'text',
    records: 'integer',
    minor: 'json',
    changedAt: 'instant',
    revisions: 'json',
  },
  indexes: {
    unbilled_by_account: '(account_id, month)',
    unbilled_to_bill: '(account_id) where records > 0',
  },
};
