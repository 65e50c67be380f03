import { type RawBuilder, sql } from 'kysely';

/** Rows whose account is in this one of `partitions` parts: every account is in one, and always in the same. */
export const inPartition = (partition: number, partitions: number): RawBuilder<boolean> =>
  sql<boolean>`mod(abs(hashtext(account_id)::bigint), ${partitions}) = ${partition}`;
