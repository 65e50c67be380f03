import type { ReadModels } from '../database';
import { inPartition } from '../partition';
import { readRow } from '../table';
import { unbilledTable } from './table';

/** What one account has spent in a month that no bill has; `minor` by currency, in its smallest unit. */
export interface UnbilledMonth {
  readonly month: string;
  readonly records: number;
  readonly minor: Readonly<Record<string, number>>;
}

/** The unbilled charges of an account by month, newest first; months with nothing are left out. */
export async function unbilledOfAccount(db: ReadModels, accountId: string): Promise<readonly UnbilledMonth[]> {
  const rows = await db
    .selectFrom('unbilledCharges')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('records', '>', 0)
    .orderBy('month', 'desc')
    .execute();
  return rows.map((row) => readRow(unbilledTable, row)).map(({ month, records, minor }) => ({ month, records, minor }));
}

/** A page of the accounts of one partition. */
export interface AccountsToBill {
  readonly period: string;
  readonly partition: number;
  readonly partitions: number;
  readonly after?: string;
  readonly limit: number;
}

/** Accounts with charges of `period` or before that no bill has, in order of id. Only where to look: the streams decide. */
export async function accountsToBill(db: ReadModels, page: AccountsToBill): Promise<readonly string[]> {
  const { period, partition, partitions, after, limit } = page;
  let query = db
    .selectFrom('unbilledCharges')
    .select('accountId')
    .distinct()
    .where('records', '>', 0)
    .where('month', '<=', period);
  if (partitions > 1) query = query.where(inPartition(partition, partitions));
  if (after !== undefined) query = query.where('accountId', '>', after);
  const rows = await query.orderBy('accountId').limit(limit).execute();
  return rows.map(({ accountId }) => accountId);
}
