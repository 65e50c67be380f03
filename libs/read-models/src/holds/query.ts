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

/** X2: the ledger's sums, by currency and state; of the holds asked for from `from` to before `to` (ISO) if told. */
export async function holdTotals(db: ReadModels, from?: string, to?: string): Promise<HoldTotals[]> {
  let query = db
    .selectFrom('holds')
    .select((it) => [
      'currency',
      'status',
      it.fn.countAll<string>().as('holds'),
      it.fn.sum<string>('amountMinor').as('minor'),
    ]);
  if (from !== undefined) query = query.where('askedAt', '>=', from);
  if (to !== undefined) query = query.where('askedAt', '<', to);
  const found = await query.groupBy(['currency', 'status']).orderBy('currency').orderBy('status').execute();
  return found.map((row) => ({ ...row, holds: Number(row.holds), minor: Number(row.minor) }));
}

/** X2: whether what was placed has gone back, by currency: `placed` = `back` + `open`, each counted by itself. */
export interface HoldProof {
  readonly currency: string;
  /** Holds that the bank placed. */
  readonly placed: number;
  /** Of them, voided, or refunded where the bank had taken them. */
  readonly back: number;
  /** Of them, not gone back yet. */
  readonly open: number;
  /** Asked for, and the bank has not said yet whether it holds anything. */
  readonly unanswered: number;
  /** All that was placed has gone back, and nothing is unanswered. */
  readonly isEven: boolean;
}

/** X2: the proof of a day: the holds asked for from `from` to before `to` (ISO). */
export async function holdProof(db: ReadModels, from: string, to: string): Promise<HoldProof[]> {
  const rows = await db
    .selectFrom('holds')
    .select([
      'currency',
      sql<string>`count(*) filter (where placed_at is not null)`.as('placed'),
      sql<string>`count(*) filter (where placed_at is not null and status in ('voided', 'refunded'))`.as('back'),
      sql<string>`count(*) filter (where placed_at is not null and released_at is null)`.as('open'),
      sql<string>`count(*) filter (where placed_at is null and status in ('asked', 'unknown', 'releasing', 'release-late'))`.as(
        'unanswered',
      ),
    ])
    .where('askedAt', '>=', from)
    .where('askedAt', '<', to)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
  return rows.map(({ currency, ...counted }) => {
    const [placed, back, open, unanswered] = [counted.placed, counted.back, counted.open, counted.unanswered].map(
      Number,
    );
    const proof = { placed: placed!, back: back!, open: open!, unanswered: unanswered! };
    return { currency, ...proof, isEven: proof.placed === proof.back && proof.open === 0 && proof.unanswered === 0 };
  });
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
