import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction. Commits do not wait for the disk: rows and checkpoint go together, so what a crash of
 * PostgreSQL takes back is read from the log again.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that is lost says so by itself, also where nobody waits for an answer; unheard, it would end the process.
  const onLost = (error: Error): void => void (broken = error);
  client.on('error', onLost);
  try {
    await client.query('begin; set local synchronous_commit = off');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => (broken = reason)); // the first error tells why
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken); // a connection that can not roll back is not given to anyone else
  }
}
