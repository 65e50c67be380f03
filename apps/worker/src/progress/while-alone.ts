import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** How often one who stands by looks whether it is its turn. */
const STAND_BY_MS = 1_000;

/**
 * Runs `work` in one process only; the others stand by and take over when it ends, however it ends: the lock goes with
 * its connection to PostgreSQL. `work` gets a signal that says stop when the lock is lost, or when `signal` says so.
 * Answers when `work` does, or when it is stopped before its turn came.
 */
export async function whileAlone(
  pool: Pool,
  name: string,
  signal: AbortSignal,
  work: (stopping: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    if (await tried(pool, name, signal, work)) return;
    await sleep(STAND_BY_MS, undefined, { signal }).catch(() => undefined); // woken early to stop
  }
}

async function tried(
  pool: Pool,
  name: string,
  signal: AbortSignal,
  work: (stopping: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onLost = (error?: Error) => lost.abort(error);
  client.on('error', onLost);
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [name],
    );
    if (!rows[0]?.taken) return false;
    await work(AbortSignal.any([signal, lost.signal]));
    return true;
  } finally {
    client.off('error', onLost);
    // Closed, not given back: the lock ends with the connection, whatever state it is in.
    client.release(true);
  }
}
