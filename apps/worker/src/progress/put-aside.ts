import type { Pool } from 'pg';

/** One event that a reader of the log could not read. */
export interface AsideEvent {
  readonly stream: string;
  readonly revision: number;
}

/** Events that a reader had to leave behind, for a build that can read them. */
export interface PutAside {
  add(event: AsideEvent, cause: string): Promise<void>;
  all(): Promise<readonly AsideEvent[]>;
  remove(event: AsideEvent): Promise<void>;
}

/** What `reader` left behind, in PostgreSQL. */
export function pgPutAside(pool: Pool, reader: string): PutAside {
  return {
    async add({ stream, revision }, cause) {
      await pool.query('insert into worker.put_aside values ($1, $2, $3, $4) on conflict do nothing', [
        ...[reader, stream, revision],
        cause,
      ]);
    },
    async all() {
      const { rows } = await pool.query<AsideEvent>(
        'select stream, revision from worker.put_aside where reader = $1 order by put_aside_at, stream, revision',
        [reader],
      );
      return rows;
    },
    async remove({ stream, revision }) {
      await pool.query('delete from worker.put_aside where reader = $1 and stream = $2 and revision = $3', [
        ...[reader, stream, revision],
      ]);
    },
  };
}
