import type { Pool } from 'pg';

/** How far something that reads the log has come, by name. Kept apart from the read models: never thrown away. */
export interface Checkpoints {
  /** '0' before the first. */
  read(name: string): Promise<string>;
  write(name: string, position: string): Promise<void>;
}

const SCHEMA = `
  create schema if not exists worker;
  create table if not exists worker.checkpoints (name text primary key, position bigint not null);
  create table if not exists worker.put_aside (
    reader text not null,
    stream text not null,
    revision integer not null,
    cause text not null,
    put_aside_at timestamptz not null default now(),
    primary key (reader, stream, revision)
  );`;

/** Makes the schema of what workers keep. Safe to repeat, also from several processes at once. */
export async function migrateProgress(pool: Pool): Promise<void> {
  await pool.query(`begin; select pg_advisory_xact_lock(hashtextextended('worker schema', 0)); ${SCHEMA} commit;`);
}

/** Checkpoints in PostgreSQL. Made before by `migrateProgress`. */
export function pgCheckpoints(pool: Pool): Checkpoints {
  return {
    async read(name) {
      const { rows } = await pool.query<{ position: string }>(
        'select position::text from worker.checkpoints where name = $1',
        [name],
      );
      return rows[0]?.position ?? '0';
    },
    async write(name, position) {
      await pool.query(
        `insert into worker.checkpoints values ($1, $2) on conflict (name) do update set position = excluded.position`,
        [name, position],
      );
    },
  };
}
