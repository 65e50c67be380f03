import type { ProjectedRow, Table } from '../table';

/** Whose address it is, by a keyed digest of it: the address itself is nowhere. Fed by `account-<accountId>`. */
export interface AccountEmailRow extends ProjectedRow {
  readonly accountId: string;
  readonly emailHash: string;
}

export const accountEmailsTable: Table<AccountEmailRow> = {
  name: 'account_emails',
  key: ['accountId'],
  required: ['accountId', 'emailHash', 'revisions'],
  columns: { accountId: 'text', emailHash: 'text', revisions: 'json' },
  indexes: { account_emails_by_email: '(email_hash, account_id)' },
};
