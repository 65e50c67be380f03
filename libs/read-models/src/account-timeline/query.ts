import { sql } from 'kysely';
import type { ReadModels } from '../database';
import { limitOf, type Page, pageOf, type PageRequest, placeIn } from '../page';
import { readRow } from '../table';
import { accountTimelineTable, type SentenceDetails } from './table';

/** One entry: the key of its plain sentence, and the values that the sentence names. Holds nothing personal. */
export interface TimelineEntry {
  readonly at: string;
  readonly sentence: string;
  readonly details: SentenceDetails;
  /** The fact it tells, and where it is in the log. */
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/**
 * What happened to an account, newest first, fact by fact. Entries keep their place: pages stay put while new ones come.
 * @throws {CursorInvalid}
 */
export async function accountTimelineOf(
  db: ReadModels,
  accountId: string,
  request: PageRequest = {},
): Promise<Page<TimelineEntry>> {
  let query = db.selectFrom('accountTimeline').selectAll().where('accountId', '=', accountId);
  if (request.cursor !== undefined) {
    const [position, stream, revision] = placeIn(request.cursor, ['position', 'text', 'revision']);
    query = query.where(
      sql<boolean>`(position, stream, revision) < (${position}::bigint, ${stream}::text, ${revision}::integer)`,
    );
  }
  const limit = limitOf(request);
  const found = await query
    .orderBy('position', 'desc')
    .orderBy('stream', 'desc')
    .orderBy('revision', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.map((row) => readRow(accountTimelineTable, row));
  return pageOf(
    rows,
    limit,
    (row) => [row.position, row.stream, row.revision],
    ({ accountId: _own, ...entry }) => entry,
  );
}
