import type { PoolClient } from 'pg';

/** How the rows of one table stand in two schemas. Equal means: the same rows, column by column. */
export interface Comparison {
  readonly equal: boolean;
  readonly rows: { readonly live: number; readonly rebuilt: number };
  /** Rows that the rebuilt table does not have like this, and rows that only it has. 0 and 0 when equal. */
  readonly onlyLive: number;
  readonly onlyRebuilt: number;
}

/** Digest of a table's rows, whatever their order. Equal digests, equal rows. */
export async function digestOf(
  client: Pick<PoolClient, 'query'>,
  table: string,
): Promise<{ rows: number; digest: string }> {
  // Each row's MD5 counts as two numbers of 64 bits, added up: no sort, no long text, the same in any order.
  const half = (from: number): string => `sum(('x' || substr(h, ${from}, 16))::bit(64)::bigint::numeric)`;
  const { rows } = await client.query<{ rows: string; digest: string | null }>(
    `select count(*) as rows, ${half(1)} || '/' || ${half(17)} as digest from (select md5(it::text) as h from ${table} it) hashed`,
  );
  return { rows: Number(rows[0]?.rows), digest: rows[0]?.digest ?? 'empty' };
}

/** Compares two tables of one shape by digest, and counts what differs if they do. */
export async function compareTables(
  client: Pick<PoolClient, 'query'>,
  live: string,
  rebuilt: string,
): Promise<Comparison> {
  const [a, b] = [await digestOf(client, live), await digestOf(client, rebuilt)];
  const rows = { live: a.rows, rebuilt: b.rows };
  if (a.digest === b.digest) return { equal: true, rows, onlyLive: 0, onlyRebuilt: 0 };
  return {
    equal: false,
    rows,
    onlyLive: await except(client, live, rebuilt),
    onlyRebuilt: await except(client, rebuilt, live),
  };
}

async function except(client: Pick<PoolClient, 'query'>, from: string, less: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from (select it::text from ${from} it except all select it::text from ${less} it) d`,
  );
  return Number(rows[0]?.count);
}
