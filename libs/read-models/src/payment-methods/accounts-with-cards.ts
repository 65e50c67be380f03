import { sql } from 'kysely';
import type { ReadModels } from '../database';

/** Accounts that have, or had, cards on file, in order of id; at most `limit`, after the id `after`. */
export async function accountsWithCards(
  db: ReadModels,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  let query = db
    .selectFrom('paymentMethods')
    .select('accountId')
    .where(sql<boolean>`jsonb_array_length(cards) > 0`);
  if (after !== undefined) query = query.where('accountId', '>', after);
  const found = await query.orderBy('accountId').limit(limit).execute();
  return found.map(({ accountId }) => accountId);
}
