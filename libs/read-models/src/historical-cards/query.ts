import { sql } from 'kysely';
import type { ReadModels } from '../database';
import { limitOf, type Page, pageOf, type PageRequest, placeIn } from '../page';
import { readRow } from '../table';
import { type HistoricalCardRow, historicalCardsTable } from './table';

/** An attempt as its customer sees it: the card masked, the bank's raw code left out (R32–33). */
export interface HistoricalCard {
  readonly attemptId: string;
  readonly kind: HistoricalCardRow['kind'];
  readonly journeyId: string;
  readonly state: HistoricalCardRow['state'];
  readonly startedAt: string;
  readonly endedAt?: string;
  /** The Result; its sentence, who can fix it and the next step come from the domain's table. */
  readonly result?: HistoricalCardRow['result'];
  readonly abandonedBecause?: HistoricalCardRow['abandonedBecause'];
  /** R31: until when to wait before the next attempt. */
  readonly tryAgainAfter?: string;
  readonly cardId?: string;
  readonly card?: { readonly brand: string; readonly last4: string; readonly expiry: string };
  /** Of a validity change: the date before it. */
  readonly previousExpiry?: string;
}

/** Which entries are wanted; all of them without it. */
export interface HistoryFilter {
  readonly kind?: HistoricalCardRow['kind'];
  readonly outcome?: HistoricalCardRow['state'];
}

/** An attempt as staff see it: with the bank's own codes. */
export interface HistoricalCardForStaff extends HistoricalCard {
  readonly networkCode?: string;
  readonly adviceCode?: string;
}

/**
 * R32: attempts of one account, newest first. An attempt keeps its place, so pages stay put while new ones are made.
 * @throws {CursorInvalid}
 */
export async function historicalCardsOf(
  db: ReadModels,
  accountId: string,
  request: PageRequest & HistoryFilter = {},
): Promise<Page<HistoricalCard>> {
  return pageOf(await rowsOf(db, accountId, request), limitOf(request), placeOf, forCustomer);
}

/**
 * R33: the same list for operators.
 * @throws {CursorInvalid}
 */
export async function historicalCardsForStaff(
  db: ReadModels,
  accountId: string,
  request: PageRequest & HistoryFilter = {},
): Promise<Page<HistoricalCardForStaff>> {
  return pageOf(await rowsOf(db, accountId, request), limitOf(request), placeOf, forStaff);
}

async function rowsOf(
  db: ReadModels,
  accountId: string,
  request: PageRequest & HistoryFilter,
): Promise<HistoricalCardRow[]> {
  let query = db.selectFrom('historicalCards').selectAll().where('accountId', '=', accountId);
  if (request.kind !== undefined) query = query.where('kind', '=', request.kind);
  if (request.outcome !== undefined) query = query.where('state', '=', request.outcome);
  if (request.cursor !== undefined) {
    const [position, attemptId] = placeIn(request.cursor, ['position', 'text']);
    query = query.where(sql<boolean>`(started_position, attempt_id) < (${position}::bigint, ${attemptId}::text)`);
  }
  const rows = await query
    .orderBy('startedPosition', 'desc')
    .orderBy('attemptId', 'desc')
    .limit(limitOf(request) + 1)
    .execute();
  return rows.map((row) => readRow(historicalCardsTable, row));
}

const placeOf = (row: HistoricalCardRow): [string, string] => [row.startedPosition, row.attemptId];

function forCustomer(row: HistoricalCardRow): HistoricalCard {
  const { attemptId, kind, journeyId, state, startedAt, cardBrand, cardLast4, cardExpiry } = row;
  return {
    attemptId,
    kind,
    journeyId,
    state,
    startedAt,
    ...(row.endedAt && { endedAt: row.endedAt }),
    ...(row.result && { result: row.result }),
    ...(row.abandonedBecause && { abandonedBecause: row.abandonedBecause }),
    ...(row.tryAgainAfter && { tryAgainAfter: row.tryAgainAfter }),
    ...(row.cardId && { cardId: row.cardId }),
    ...(row.previousExpiry && { previousExpiry: row.previousExpiry }),
    ...(cardBrand && cardLast4 && cardExpiry && { card: { brand: cardBrand, last4: cardLast4, expiry: cardExpiry } }),
  };
}

function forStaff(row: HistoricalCardRow): HistoricalCardForStaff {
  const { staffNetworkCode: networkCode, staffAdviceCode: adviceCode } = row;
  return { ...forCustomer(row), ...(networkCode && { networkCode }), ...(adviceCode && { adviceCode }) };
}
