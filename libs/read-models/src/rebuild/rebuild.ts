import type { Pool, PoolClient } from 'pg';
import type { FollowedEvent } from '../followed';
import { applyBatch, lockCheckpoints } from '../pipeline/apply-batch';
import { migrate } from '../pipeline/migrate';
import { liveTarget, type Target, targetOf } from '../pipeline/target';
import { inTransaction } from '../pipeline/transaction';
import { retryPoisoned } from '../poisoned/retry';
import type { ReadModel } from '../read-model';
import { compareTables, type Comparison } from './compare';

/**
 * Gives every followed event after `from` (null: the start) up to and with position `to` to `onBatch`, in order.
 * Resolves when all are given.
 */
export type ReadUpTo = (
  from: string | null,
  to: string,
  onBatch: (batch: readonly FollowedEvent[]) => Promise<void>,
) => Promise<void>;

/** How far a rebuild is. `position` and `goal` are log positions; the goal moves on while others write. */
export interface RebuildProgress {
  readonly events: number;
  readonly position: string;
  readonly goal: string;
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** X15: compare only, and leave the live rows as they are. */
  readonly compareOnly?: boolean;
}

/** What a rebuild found and did. */
export interface Rebuilt extends Comparison {
  readonly model: string;
  readonly events: number;
  readonly swapped: boolean;
}

/** Another rebuild of the same read model is going on. */
export class RebuildRunning extends Error {
  override readonly name = 'RebuildRunning';
  readonly code = 'rebuild-running';
}

/**
 * X15: fills a shadow of one read model from the start of the log beside the live one, which goes on; then, while the
 * projector waits for a moment, brings the shadow to the very position of the live rows, compares, and puts it in their
 * place in the same transaction. Pages see the old rows or the new ones, never none.
 * @throws {RebuildRunning}
 */
export async function rebuild(
  pool: Pool,
  model: ReadModel,
  readUpTo: ReadUpTo,
  { onProgress = () => undefined, compareOnly = false }: RebuildOptions = {},
): Promise<Rebuilt> {
  const live = liveTarget(pool);
  const shadow = targetOf(pool, `${live.schema}_shadow_${model.table.name}`, [model]);
  return alone(pool, shadow.schema, async (stillAlone) => {
    await migrate(live);
    await emptyShadow(live, shadow);
    let events = 0;
    let position: string | null = null;
    const fillTo = async (goal: string): Promise<void> => {
      await readUpTo(position, goal, async (batch) => {
        await applyBatch(shadow, batch);
        position = batch.at(-1)?.position ?? position;
        events += batch.length;
        onProgress({ events, position: position ?? '0', goal });
      });
    };
    const reached = await checkpointOf(pool, live, model);
    if (reached !== null) await fillTo(reached); // the long part, beside the living
    return inTransaction(pool, async (client) => {
      const now = (await lockCheckpoints(client, live))[model.name] ?? null;
      if (now !== null && now !== position) await fillTo(now);
      if (now !== null) await letGoAsWell(live, shadow, readUpTo, now);
      const comparison = await compareTables(client, tableIn(live, model), tableIn(shadow, model));
      await stillAlone(); // or another rebuild may have emptied the shadow meanwhile
      if (!compareOnly) await swapIn(client, live, shadow, model);
      await client.query(`drop schema ${shadow.schema} cascade`);
      return { ...comparison, model: model.name, events, swapped: !compareOnly };
    });
  });
}

const tableIn = ({ schema }: Target, { table }: ReadModel): string => `${schema}.${table.name}`;

/** A shadow left behind by a rebuild that was killed is not trusted. */
async function emptyShadow(live: Target, shadow: Target): Promise<void> {
  await live.pool.query(`drop schema if exists ${shadow.schema} cascade`);
  await migrate(shadow);
  await takeOverSkipped(live, shadow);
}

/** What operators let go of is let go of in the shadow as well. */
async function takeOverSkipped(live: Target, shadow: Target): Promise<void> {
  await live.pool.query(
    `insert into ${shadow.schema}.skipped select * from ${live.schema}.skipped
       on conflict (stream, revision) do update set models = excluded.models`,
  );
}

/** What an operator let go of while the shadow was filled, or it would be put aside again when the rows change places. */
async function letGoAsWell(live: Target, shadow: Target, readUpTo: ReadUpTo, now: string): Promise<void> {
  await takeOverSkipped(live, shadow);
  const { rows } = await live.pool.query<{ stream: string; position: string }>(
    `select stream, position::text from ${shadow.schema}.poisoned p join ${shadow.schema}.skipped s
       using (stream, revision) where s.models is null or s.models @> to_jsonb(p.model)`,
  );
  for (const { stream, position } of rows) {
    await retryPoisoned(shadow, stream, async (_stream, fromRevision) => {
      const waited: FollowedEvent[] = [];
      await readUpTo(String(BigInt(position) - 1n), now, async (batch) => {
        waited.push(...batch.filter((event) => event.stream === stream && event.revision >= fromRevision));
      });
      return waited;
    });
  }
}

async function checkpointOf(pool: Pool, { schema }: Target, model: ReadModel): Promise<string | null> {
  const { rows } = await pool.query<{ position: string | null }>(
    `select position::text from ${schema}.checkpoints where model = $1`,
    [model.name],
  );
  return rows[0]?.position ?? null;
}

/** The table, its indexes and what is put aside for it change places; the checkpoint is the same for both. */
async function swapIn(client: PoolClient, live: Target, shadow: Target, model: ReadModel): Promise<void> {
  await client.query(`drop table ${tableIn(live, model)}`);
  await client.query(`alter table ${tableIn(shadow, model)} set schema ${live.schema}`);
  for (const book of ['poisoned', 'held_back']) {
    await client.query(`delete from ${live.schema}.${book} where model = $1`, [model.name]);
    await client.query(`insert into ${live.schema}.${book} select * from ${shadow.schema}.${book}`);
  }
  await client.query(
    `insert into ${live.schema}.stream_owners select * from ${shadow.schema}.stream_owners on conflict do nothing`,
  );
}

/**
 * Runs `work` while no other process rebuilds the same. The lock goes with its connection, also when we are killed;
 * `stillAlone` throws where the connection was lost, and the lock with it.
 */
async function alone<T>(
  pool: Pool,
  name: string,
  work: (stillAlone: () => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error): void => void (lost = error); // unheard, it would end the process
  client.on('error', onLost);
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(hashtextextended($1, 0)) as taken`,
      [name],
    );
    if (!rows[0]?.taken) throw new RebuildRunning(`${name} is being filled by another process`);
    try {
      return await work(() => client.query('select 1'));
    } finally {
      await client.query(`select pg_advisory_unlock(hashtextextended($1, 0))`, [name]).catch(onLost);
    }
  } finally {
    client.off('error', onLost);
    client.release(lost);
  }
}
