import { sql } from 'kysely';
import type { ReadModels } from '../database';
import type { HistoricalCardRow } from '../historical-cards/table';
import type { HoldStatus } from '../holds/table';
import { limitOf, type Page, pageOf, type PageRequest, placeIn } from '../page';

/**
 * What operators look for. `stuck`: the bank was asked and nothing has come of it for minutes, or it should have ended long
 * ago; `late`: its hold should be back by now.
 */
export type JourneySearchState = HistoricalCardRow['state'] | 'stuck' | 'late';

/** Which journeys; all of them without it. */
export interface JourneyFilter {
  readonly accountId?: string;
  readonly journeyId?: string;
  readonly kind?: 'card-addition' | 'validity-change';
  readonly last4?: string;
  readonly state?: JourneySearchState;
  /** Journeys that are stuck by the word of their workflows, whatever the log says. */
  readonly alsoStuck?: readonly string[];
}

/** A journey as the list of operators shows it. */
export interface FoundJourney {
  readonly journeyId: string;
  readonly accountId: string;
  readonly kind: HistoricalCardRow['kind'];
  readonly state: HistoricalCardRow['state'];
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly result?: string;
  readonly last4?: string;
  readonly hold?: HoldStatus;
  readonly holdAskedAt?: string;
}

/** How many journeys stand how. A stuck one is open too, a late one may be over. */
export type JourneyCounts = Readonly<Record<JourneySearchState, number>>;

interface Row {
  readonly attempt_id: string;
  readonly journey_id: string;
  readonly account_id: string;
  readonly kind: HistoricalCardRow['kind'];
  readonly state: HistoricalCardRow['state'];
  readonly started_position: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly result: string | null;
  readonly card_last4: string | null;
  readonly hold: HoldStatus | null;
  readonly hold_asked_at: Date | null;
}

/** Holds where money may still be held: said so that the index of these few serves, however many are over. */
const OPEN_HOLDS = sql`read_models.holds h where h.status in ('asked', 'unknown', 'placed', 'releasing', 'release-late')`;
/** The bank answers within seconds; an unknown answer is looked up within minutes, its page is open for a quarter of an hour. */
const STUCK = sql`c.started_at < now() - interval '25 hours' or c.journey_id in (select h.journey_id from ${OPEN_HOLDS}
  and ((h.status = 'unknown' and h.asked_at < now() - interval '2 minutes')
    or (h.status = 'asked' and h.asked_at < now() - interval '20 minutes')))`;
/** R25: a release that the bank did not take, or a hold that nobody has given back for a day. */
const LATE = sql`${OPEN_HOLDS} and (h.status = 'release-late' or h.asked_at < now() - interval '1 day')`;

const CARDS = sql`read_models.historical_cards c
  left join read_models.holds h on h.hold_key = c.journey_id || '/hold'`;

/** Journeys of all accounts that fit, the newest first. @throws {CursorInvalid} */
export async function findJourneys(
  db: ReadModels,
  filter: JourneyFilter,
  request: PageRequest = {},
): Promise<Page<FoundJourney>> {
  const limit = limitOf(request);
  const wanted = [...conditionsOf(filter), ...afterCursor(request.cursor)];
  const { rows } = await sql<Row>`select c.attempt_id, c.journey_id, c.account_id, c.kind, c.state, c.started_position,
      c.started_at, c.ended_at, c.result, c.card_last4, h.status as hold, h.asked_at as hold_asked_at
    from ${CARDS} where ${sql.join(wanted, sql` and `)}
    order by c.started_position desc, c.attempt_id desc limit ${limit + 1}`.execute(db.withoutPlugins());
  return pageOf(rows, limit, (row) => [String(row.started_position), row.attempt_id], viewOf);
}

function conditionsOf({ accountId, journeyId, kind, last4, state, alsoStuck = [] }: JourneyFilter) {
  return [
    kind === undefined ? sql`c.kind <> 'card-removal'` : sql`c.kind = ${kind}`,
    ...(accountId === undefined ? [] : [sql`c.account_id = ${accountId}`]),
    ...(journeyId === undefined ? [] : [sql`c.attempt_id = ${journeyId}`]),
    ...(last4 === undefined ? [] : [sql`c.card_last4 = ${last4}`]),
    ...(state === undefined ? [] : [conditionOf(state, alsoStuck)]),
  ];
}

function conditionOf(state: JourneySearchState, alsoStuck: readonly string[]) {
  if (state === 'late') return sql`c.attempt_id = any(array(select h.journey_id from ${LATE}))`;
  if (state !== 'stuck') return sql`c.state = ${state}`;
  if (alsoStuck.length === 0) return sql`c.state = 'open' and (${STUCK})`;
  const also = sql`c.attempt_id = any(${[...alsoStuck]})`;
  return sql`(c.state = 'open' or ${also}) and ((c.state = 'open' and (${STUCK})) or ${also})`;
}

function afterCursor(cursor: string | undefined) {
  if (cursor === undefined) return [];
  const [position, attemptId] = placeIn(cursor, ['position', 'text']);
  return [sql`(c.started_position, c.attempt_id) < (${position}::bigint, ${attemptId}::text)`];
}

/** How many journeys of all accounts stand how. */
export async function countJourneys(db: ReadModels): Promise<JourneyCounts> {
  const { rows } = await sql<Record<JourneySearchState, string>>`select
      count(*) filter (where state = 'open') as open,
      count(*) filter (where state = 'succeeded') as succeeded,
      count(*) filter (where state = 'failed') as failed,
      count(*) filter (where state = 'abandoned') as abandoned,
      (select count(*) from read_models.historical_cards c
        where c.kind <> 'card-removal' and c.state = 'open' and (${STUCK})) as stuck,
      (select count(*) from ${LATE}) as late
    from read_models.historical_cards where kind <> 'card-removal'`.execute(db.withoutPlugins());
  const [row] = rows;
  const count = (state: JourneySearchState): number => Number(row?.[state] ?? 0);
  return {
    open: count('open'),
    stuck: count('stuck'),
    late: count('late'),
    succeeded: count('succeeded'),
    failed: count('failed'),
    abandoned: count('abandoned'),
  };
}

function viewOf(row: Row): FoundJourney {
  return {
    journeyId: row.journey_id,
    accountId: row.account_id,
    kind: row.kind,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    ...(row.result && { result: row.result }),
    ...(row.card_last4 && { last4: row.card_last4 }),
    ...(row.hold && { hold: row.hold }),
    ...(row.hold_asked_at && { holdAskedAt: row.hold_asked_at.toISOString() }),
  };
}
