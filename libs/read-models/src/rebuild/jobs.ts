import type { Pool } from 'pg';
import { LIVE_SCHEMA } from '../pipeline/target';
import { readModelNamed } from '../registry';
import { rebuild, type Rebuilt, type ReadUpTo } from './rebuild';

/**
 * Schema of the rebuilds that operators ask for. It lies beside the read models: what happened stays known when these are
 * thrown away.
 */
const SCHEMA = 'read_model_rebuilds';

/** A rebuild that somebody asked for. */
export interface RebuildOrder {
  /** The same id is the same rebuild. */
  readonly id: string;
  readonly model: string;
  /** Compare only, and leave the live rows as they are. */
  readonly compareOnly: boolean;
  readonly by: string;
}

/** A rebuild, and how far it is. */
export interface RebuildJob extends RebuildOrder {
  readonly state: 'waiting' | 'filling' | 'done' | 'failed';
  readonly askedAt: string;
  readonly endedAt?: string;
  readonly events: number;
  /** Position of the log that is reached, and the one to reach. */
  readonly position: string;
  readonly goal: string;
  readonly outcome?: Pick<Rebuilt, 'equal' | 'rows' | 'onlyLive' | 'onlyRebuilt' | 'swapped'>;
  /** Why it failed: the kind of error. */
  readonly failure?: string;
}

interface JobRow {
  readonly id: string;
  readonly model: string;
  readonly compare_only: boolean;
  readonly asked_by: string;
  readonly state: RebuildJob['state'];
  readonly asked_at: Date;
  readonly ended_at: Date | null;
  readonly events: string;
  readonly position: string;
  readonly goal: string;
  readonly outcome: RebuildJob['outcome'] | null;
  readonly failure: string | null;
}

/** A rebuild whose process has not been heard of for so long is taken by another, which starts afresh. */
const SILENT_S = 30;
const TELL_EVERY_MS = 200;

/** Makes the table of rebuilds. Safe to repeat, also from several processes at once. */
export async function migrateRebuilds(pool: Pool): Promise<void> {
  await pool.query(`
    begin;
    select pg_advisory_xact_lock(hashtextextended('schema ${SCHEMA}', 0));
    create schema if not exists ${SCHEMA};
    create table if not exists ${SCHEMA}.rebuilds (
      id text primary key, model text not null, compare_only boolean not null, asked_by text not null,
      state text not null default 'waiting', asked_at timestamptz not null default clock_timestamp(),
      heard_at timestamptz, ended_at timestamptz, events bigint not null default 0, position text not null default '0',
      goal text not null default '0', outcome jsonb, failure text);
    commit`);
}

/** Asks for a rebuild; the projector does it. A second order of the same id changes nothing. */
export async function orderRebuild(pool: Pool, { id, model, compareOnly, by }: RebuildOrder): Promise<void> {
  await pool.query(
    `insert into ${SCHEMA}.rebuilds (id, model, compare_only, asked_by) values ($1, $2, $3, $4) on conflict do nothing`,
    [id, model, compareOnly, by],
  );
}

/** The newest rebuilds first; one of them alone by its id. */
export async function rebuildJobs(pool: Pool, only?: { readonly id: string }): Promise<readonly RebuildJob[]> {
  const { rows } = await pool.query<JobRow>(
    `select * from ${SCHEMA}.rebuilds where $1::text is null or id = $1 order by asked_at desc, id limit 20`,
    [only?.id ?? null],
  );
  return rows.map(jobOf);
}

function jobOf(row: JobRow): RebuildJob {
  const { id, model, state, position, goal } = row;
  return {
    ...{ id, model, compareOnly: row.compare_only, by: row.asked_by, state, position, goal },
    ...{ askedAt: row.asked_at.toISOString(), events: Number(row.events) },
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    ...(row.outcome && { outcome: row.outcome }),
    ...(row.failure !== null && { failure: row.failure }),
  };
}

/**
 * Does the oldest rebuild that waits, if there is one, and tells of it as it goes. Answers how it ended. One that is broken
 * off because `signal` says stop waits again: it did not fail, and the next projector does it from the start.
 */
export async function workOffRebuild(
  pool: Pool,
  readUpTo: ReadUpTo,
  signal?: AbortSignal,
): Promise<RebuildJob | undefined> {
  const { rows } = await pool.query<{ id: string; model: string; compare_only: boolean }>(
    `update ${SCHEMA}.rebuilds set state = 'filling', heard_at = clock_timestamp() where id = (
       select id from ${SCHEMA}.rebuilds where state = 'waiting'
         or state = 'filling' and heard_at < clock_timestamp() - interval '${SILENT_S} seconds'
       order by asked_at, id limit 1 for update skip locked)
     returning id, model, compare_only`,
  );
  const [order] = rows;
  if (!order) return undefined;
  const { id } = order;
  const ended = await endOf(pool, order, readUpTo);
  if (ended.failure !== undefined && signal?.aborted) {
    await pool.query(`update ${SCHEMA}.rebuilds set state = 'waiting' where id = $1`, [id]);
    return undefined;
  }
  await pool.query(
    `update ${SCHEMA}.rebuilds set state = $2, outcome = $3, failure = $4, ended_at = clock_timestamp() where id = $1`,
    [id, ended.failure === undefined ? 'done' : 'failed', ended.outcome ?? null, ended.failure ?? null],
  );
  return (await rebuildJobs(pool, { id }))[0];
}

async function endOf(
  pool: Pool,
  { id, model: name, compare_only: compareOnly }: { id: string; model: string; compare_only: boolean },
  readUpTo: ReadUpTo,
): Promise<Pick<RebuildJob, 'outcome' | 'failure'>> {
  const model = readModelNamed(name);
  if (!model) return { failure: 'no such read model in this build' };
  let toldAt = 0;
  let telling: Promise<unknown> = Promise.resolve();
  try {
    const rebuilt = await rebuild(pool, model, readUpTo, {
      compareOnly,
      onProgress: ({ events, position, goal }) => {
        if (performance.now() - toldAt < TELL_EVERY_MS) return;
        toldAt = performance.now();
        telling = pool
          .query(
            `update ${SCHEMA}.rebuilds set events = $2, position = $3, goal = $4, heard_at = clock_timestamp() where id = $1`,
            [id, events, position, goal],
          )
          .catch(() => undefined); // the next one tells more
      },
    });
    await telling;
    const { events, equal, rows, onlyLive, onlyRebuilt, swapped } = rebuilt;
    const reached = await pool.query<{ position: string | null }>(
      `select position::text from ${LIVE_SCHEMA}.checkpoints where model = $1`,
      [name],
    );
    const position = reached.rows[0]?.position ?? '0';
    await pool.query(`update ${SCHEMA}.rebuilds set events = $2, position = $3, goal = $3 where id = $1`, [
      ...[id, events, position],
    ]);
    return { outcome: { equal, rows, onlyLive, onlyRebuilt, swapped } };
  } catch (error) {
    await telling;
    return { failure: error instanceof Error ? error.name : 'unknown' };
  }
}
