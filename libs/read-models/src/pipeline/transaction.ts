import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction. Commits do not wait for the disk: rows and checkpoint go together, so what a crash of
 * PostgreSQL takes back is read from the log again.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin; set local synchronous_commit = off');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => (broken = reason)); // the first error tells why
    throw error;
  } finally {
    client.release(broken); // a connection that can not roll back is not given to anyone else
  }
}
