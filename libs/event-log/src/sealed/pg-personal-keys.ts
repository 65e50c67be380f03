import type { Pool } from 'pg';
import type { PersonalKeys } from './personal-keys';

const SCHEMA = `
  create schema if not exists personal_keys;
  create table if not exists personal_keys.keys (
    account_id text primary key,
    wrapped bytea,
    made_at timestamptz not null default now(),
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
  );`;

/** Two processes that start at once would both make the schema: this lock lets one do it first. */
const MIGRATION_LOCK = 7_301_001;

/** Keys in PostgreSQL, in a schema of their own. The schema is made at the first use. */
export function pgPersonalKeys(pool: Pool): PersonalKeys {
  let ready: Promise<void> | undefined;
  const whenReady = async () => {
    ready ??= migrate(pool);
    try {
      await ready;
    } catch (error) {
      ready = undefined; // the next call tries again
      throw error;
    }
  };
  return {
    async keyOf(accountId, fresh) {
      await whenReady();
      const found = await find(pool, accountId);
      if (found !== 'none' || !fresh) return found;
      // Whoever comes second finds the first one's key: two keys of one account would lose what the lost one sealed.
      await pool.query(`insert into personal_keys.keys (account_id, wrapped) values ($1, $2) on conflict do nothing`, [
        accountId,
        fresh(),
      ]);
      return find(pool, accountId);
    },
    async destroy(accountId) {
      await whenReady();
      await pool.query(
        `insert into personal_keys.keys (account_id, destroyed_at) values ($1, now())
         on conflict (account_id) do update set wrapped = null, destroyed_at = coalesce(keys.destroyed_at, now())`,
        [accountId],
      );
    },
  };
}

async function find(pool: Pool, accountId: string): Promise<Buffer | 'forgotten' | 'none'> {
  const { rows } = await pool.query<{ wrapped: Buffer | null }>(
    `select wrapped from personal_keys.keys where account_id = $1`,
    [accountId],
  );
  if (!rows[0]) return 'none';
  return rows[0].wrapped ?? 'forgotten';
}

async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error): void => void (lost = error); // unheard, a lost connection would end the process
  client.on('error', onLost);
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(SCHEMA);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(onLost); // the first error is the one to tell
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(lost);
  }
}
