import { type BillStatus, isPeriod } from '@onfile/domain';
import { sql } from 'kysely';
import type { ReadModels } from '../database';
import { limitOf, type Page, pageOf, type PageRequest, placeIn } from '../page';
import { inPartition } from '../partition';
import { readRow } from '../table';
import { type BillRow, billsTable } from './table';

/** A bill as its customer's list shows it. */
export interface BillView {
  readonly billId: string;
  readonly accountId: string;
  readonly period: string;
  readonly interim?: number;
  readonly number: string;
  readonly status: BillStatus;
  readonly amount: { readonly currency: string; readonly minor: number };
  readonly issuedAt: string;
  readonly overdueAt?: string;
  readonly nextAt?: string;
  readonly paidAt?: string;
  readonly paidByCardId?: string;
  readonly tries: number;
}

/** Bills of one account, newest first. @throws {CursorInvalid} */
export async function billsOf(db: ReadModels, accountId: string, request: PageRequest = {}): Promise<Page<BillView>> {
  return billPage(db, { accountId }, request);
}

/** R30a: the numbers that these bills carry. */
export async function numbersOfBills(db: ReadModels, billIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (billIds.length === 0) return new Map();
  const rows = await db.selectFrom('bills').select(['billId', 'number']).where('billId', 'in', billIds).execute();
  return new Map(rows.map(({ billId, number }) => [billId, number]));
}

/** Accounts of one partition, of a stretch of them: those after `after`, up to `through` with it. */
export interface BilledStretch {
  readonly period: string;
  readonly partition: number;
  readonly partitions: number;
  readonly after?: string;
  readonly through?: string;
}

/** R30a: accounts of a stretch that have the month's own bill already, in order of id. */
export async function billedAccounts(db: ReadModels, stretch: BilledStretch): Promise<readonly string[]> {
  const { period, partition, partitions, after, through } = stretch;
  let query = db.selectFrom('bills').select('accountId').where('period', '=', period).where('interim', 'is', null);
  if (partitions > 1) query = query.where(inPartition(partition, partitions));
  if (after !== undefined) query = query.where('accountId', '>', after);
  if (through !== undefined) query = query.where('accountId', '<=', through);
  const rows = await query.orderBy('accountId').execute();
  return rows.map(({ accountId }) => accountId);
}

/** Which bills an operator looks for. */
export interface BillFilter {
  readonly accountId?: string;
  readonly period?: string;
  readonly status?: BillStatus;
}

/** Bills that fit, newest first. @throws {CursorInvalid} */
export async function billPage(
  db: ReadModels,
  { accountId, period, status }: BillFilter,
  request: PageRequest = {},
): Promise<Page<BillView>> {
  let query = db.selectFrom('bills').selectAll();
  if (accountId !== undefined) query = query.where('accountId', '=', accountId);
  if (period !== undefined) query = query.where('period', '=', period);
  if (status !== undefined) query = query.where('status', '=', status);
  if (request.cursor !== undefined) {
    const [position, billId] = placeIn(request.cursor, ['position', 'text']);
    query = query.where(sql<boolean>`(issued_position, bill_id) < (${position}::bigint, ${billId}::text)`);
  }
  const limit = limitOf(request);
  const found = await query
    .orderBy('issuedPosition', 'desc')
    .orderBy('billId', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.map((row) => readRow(billsTable, row));
  return pageOf(rows, limit, (row) => [row.issuedPosition, row.billId], viewOf);
}

function viewOf(row: BillRow): BillView {
  const { billId, accountId, period, interim, number, status, currency, amountMinor, issuedAt, tries } = row;
  return {
    billId,
    accountId,
    period,
    ...(interim !== null && { interim }),
    number,
    status,
    amount: { currency, minor: amountMinor },
    issuedAt,
    ...(row.overdueAt !== null && { overdueAt: row.overdueAt }),
    ...(row.nextAt !== null && { nextAt: row.nextAt }),
    ...(row.paidAt !== null && { paidAt: row.paidAt }),
    ...(row.paidByCardId !== null && { paidByCardId: row.paidByCardId }),
    tries,
  };
}

/** X8: a period's bills by status and currency; `minor` sums are in the currency's smallest unit. */
export interface BillFigures {
  readonly status: BillStatus;
  readonly currency: string;
  readonly bills: number;
  readonly minor: number;
}

/** X8: how many bills of a period stand how. Empty for text that is no month. */
export async function billFigures(db: ReadModels, period: string): Promise<readonly BillFigures[]> {
  if (!isPeriod(period)) return [];
  const rows = await db
    .selectFrom('bills')
    .select(['status', 'currency', sql<string>`count(*)`.as('bills'), sql<string>`sum(amount_minor)`.as('minor')])
    .where('period', '=', period)
    .groupBy(['status', 'currency'])
    .orderBy('status')
    .orderBy('currency')
    .execute();
  return rows.map(({ status, currency, bills, minor }) => ({
    status,
    currency,
    bills: Number(bills),
    minor: Number(minor),
  }));
}

/** An account that owes, with its bills. */
export interface OverdueAccount {
  readonly accountId: string;
  readonly since: string;
  readonly bills: number;
  readonly currency: string;
  readonly minor: number;
}

/** D14: accounts with overdue bills, the longest first, by currency; at most `limit`. */
export async function overdueAccounts(db: ReadModels, limit = 100): Promise<readonly OverdueAccount[]> {
  const rows = await db
    .selectFrom('bills')
    .select([
      'accountId',
      'currency',
      sql<Date>`min(overdue_at)`.as('since'),
      sql<string>`count(*)`.as('bills'),
      sql<string>`sum(amount_minor)`.as('minor'),
    ])
    .where('overdueAt', 'is not', null)
    .where('status', '<>', 'paid')
    .groupBy(['accountId', 'currency'])
    .orderBy('since')
    .orderBy('accountId')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    accountId: row.accountId,
    since: new Date(row.since).toISOString(),
    bills: Number(row.bills),
    currency: row.currency,
    minor: Number(row.minor),
  }));
}

/** A page of bill ids in their order. */
interface IdPage {
  readonly after?: string;
  readonly limit: number;
}

/** Bills of a period that nobody has brought to an end yet: neither paid, nor overdue, nor blocked. */
export async function unfinishedBills(db: ReadModels, period: string, page: IdPage): Promise<readonly string[]> {
  return idsOf(db, page, (query) =>
    query.where('period', '=', period).where('status', 'in', ['deducting', 'being-checked', 'confirming']),
  );
}

/** Bills that should have moved before an instant (ISO). */
export async function idleBills(db: ReadModels, before: string, page: IdPage): Promise<readonly string[]> {
  return idsOf(db, page, (query) => query.where('nextAt', '<', before));
}

function selectIds(db: ReadModels) {
  return db.selectFrom('bills').select('billId');
}

async function idsOf(
  db: ReadModels,
  { after, limit }: IdPage,
  narrow: (query: ReturnType<typeof selectIds>) => ReturnType<typeof selectIds>,
): Promise<readonly string[]> {
  let query = narrow(selectIds(db));
  if (after !== undefined) query = query.where('billId', '>', after);
  const rows = await query.orderBy('billId').limit(limit).execute();
  return rows.map(({ billId }) => billId);
}
