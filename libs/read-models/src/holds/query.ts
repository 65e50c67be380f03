import { sql } from 'kysely';
import type { ReadModels } from '../database';
import { limitOf, type Page, pageOf, type PageRequest, placeIn } from '../page';
import { readRow } from '../table';
import { type HoldRow, type HoldStatus, holdsTable, OPEN_HOLD } from './table';

/** A hold as its customer sees it: "released by us" is told apart from "your bank shows it by" (R4, R25). */
export interface HoldView {
  readonly holdKey: string;
  readonly journeyId: string;
  readonly status: HoldStatus;
  readonly amount: { readonly currency: string; readonly minor: number };
  readonly askedAt: string;
  readonly placedAt?: string;
  readonly releasedByUsAt?: string;
  readonly bankShowsBy?: string;
  /** The bank has not taken the release yet: since when, and when it is tried again. */
  readonly late?: { readonly since: string; readonly tryAgainAt?: string };
}

/** A hold that may be left over. The sweep lets the stream decide: this only says where to look. */
export interface SweepCandidate {
  readonly holdKey: string;
  readonly journeyId: string;
  readonly accountId: string;
  readonly askedAt: string;
}

/** X2: what was asked, and where it went, by currency. `minor` sums are in the currency's smallest unit. */
export interface HoldTotals {
  readonly currency: string;
  readonly status: HoldStatus;
  readonly holds: number;
  readonly minor: number;
}

/**
 * Holds of one account, newest first.
 * @throws {CursorInvalid}
 */
export async function holdsOf(db: ReadModels, accountId: string, request: PageRequest = {}): Promise<Page<HoldView>> {
  let query = db.selectFrom('holds').selectAll().where('accountId', '=', accountId);
  if (request.cursor !== undefined) {
    const [position, key] = placeIn(request.cursor, ['position', 'text']);
    query = query.where(sql<boolean>`(asked_position, hold_key) < (${position}::bigint, ${key}::text)`);
  }
  const limit = limitOf(request);
  const found = await query
    .orderBy('askedPosition', 'desc')
    .orderBy('holdKey', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.map((row) => readRow(holdsTable, row));
  return pageOf(rows, limit, (row) => [row.askedPosition, row.holdKey], viewOf);
}

/** R25: holds asked for before `askedBefore` that have not ended, oldest first, at most `limit`. */
export async function holdsToSweep(db: ReadModels, askedBefore: string, limit: number): Promise<SweepCandidate[]> {
  const found = await db
    .selectFrom('holds')
    .selectAll()
    .where('status', 'in', OPEN_HOLD)
    .where('askedAt', '<', askedBefore)
    .orderBy('askedAt')
    .orderBy('holdKey')
    .limit(limit)
    .execute();
  return found
    .map((row) => readRow(holdsTable, row))
    .map(({ holdKey, journeyId, accountId, askedAt }) => ({ holdKey, journeyId, accountId, askedAt }));
}

/** X2: the ledger's sums, by currency and state. */
export async function holdTotals(db: ReadModels): Promise<HoldTotals[]> {
  const found = await db
    .selectFrom('holds')
    .select((it) => [
      'currency',
      'status',
      it.fn.countAll<string>().as('holds'),
      it.fn.sum<string>('amountMinor').as('minor'),
    ])
    .groupBy(['currency', 'status'])
    .orderBy('currency')
    .orderBy('status')
    .execute();
  return found.map((row) => ({ ...row, holds: Number(row.holds), minor: Number(row.minor) }));
}

function viewOf(row: HoldRow): HoldView {
  const { holdKey, journeyId, status, askedAt } = row;
  return {
    holdKey,
    journeyId,
    status,
    amount: { currency: row.currency, minor: row.amountMinor },
    askedAt,
    ...(row.placedAt && { placedAt: row.placedAt }),
    ...(row.releasedAt && { releasedByUsAt: row.releasedAt }),
    ...(row.bankShowsBy && { bankShowsBy: row.bankShowsBy }),
    ...(status === 'release-late' &&
      row.lateSince && { late: { since: row.lateSince, ...(row.tryAgainAt && { tryAgainAt: row.tryAgainAt }) } }),
  };
}
