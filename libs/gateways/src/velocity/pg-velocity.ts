import type { Pool, PoolClient } from 'pg';
import { retryAtOf, type Window } from './window';
import type { VelocityCounters, VelocityLimit } from './port';

const SCHEMA = `
  create schema if not exists velocity;
  create table if not exists velocity.takes (
    bucket text not null,
    taken_at timestamptz not null,
    key text not null,
    keep_until timestamptz not null,
    primary key (bucket, key)
  );
  create index if not exists takes_by_time on velocity.takes (bucket, taken_at);
  create index if not exists takes_by_end on velocity.takes (keep_until);
`;

/** Makes the counters' own schema. Safe to repeat, also from several processes at once. */
export async function migrateVelocity(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('velocity schema', 0))`);
    await client.query(SCHEMA);
  });
}

/** Counters in PostgreSQL. Takes of one bucket happen one after another, so a limit is never overrun by a race. */
export function pgVelocityCounters(pool: Pool): VelocityCounters {
  return {
    take: (key, limits, at) =>
      inTransaction(pool, async (client) => {
        await lockBuckets(client, limits);
        for (const limit of limits) {
          const retryAt = retryAtOf(limit, await windowOf(client, limit, key, at), at);
          if (retryAt) return { taken: false, retryAt, bucket: limit.bucket };
        }
        for (const limit of limits) await insertTake(client, limit, key, at);
        return { taken: true };
      }),
  };
}

/** Locks are taken in one order, so that two requests with the same buckets never wait for each other. */
async function lockBuckets(client: PoolClient, limits: readonly VelocityLimit[]): Promise<void> {
  for (const bucket of [...new Set(limits.map((limit) => limit.bucket))].sort()) {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [bucket]);
  }
}

async function windowOf(client: PoolClient, limit: VelocityLimit, key: string, at: string): Promise<Window> {
  const since = new Date(Date.parse(at) - limit.windowMs).toISOString();
  const { rows } = await client.query<{ key: string; taken_at: Date }>(
    `select key, taken_at from velocity.takes where bucket = $1 and (taken_at > $2 or key = $3) order by taken_at`,
    [limit.bucket, since, key],
  );
  return {
    repeated: rows.some((row) => row.key === key),
    takenAt: rows.map((row) => row.taken_at.getTime()),
  };
}

async function insertTake(client: PoolClient, limit: VelocityLimit, key: string, at: string): Promise<void> {
  await client.query(
    `insert into velocity.takes (bucket, taken_at, key, keep_until)
     values ($1, $2, $3, $2::timestamptz + $4 * interval '1 millisecond')
     on conflict (bucket, key) do update set keep_until = greatest(velocity.takes.keep_until, excluded.keep_until)`,
    [limit.bucket, at, key, limit.windowMs],
  );
}

/** Drops what no window looks at any more. Called now and then by whoever owns the pool. */
export async function forgetOldTakes(pool: Pool, at: string): Promise<number> {
  const { rowCount } = await pool.query('delete from velocity.takes where keep_until < $1', [at]);
  return rowCount ?? 0;
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error): void => void (lost = error); // unheard, a lost connection would end the process
  client.on('error', onLost);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(onLost); // the first error tells why
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(lost);
  }
}
