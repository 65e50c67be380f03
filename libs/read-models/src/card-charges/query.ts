import { sql } from 'kysely';
import type { ReadModels } from '../database';
import type { CardChargeStatus } from './table';

/** X2: what was asked of cards, and where it went; `minor` sums are in the currency's smallest unit. */
export interface ChargeTotals {
  readonly status: CardChargeStatus;
  readonly currency: string;
  readonly charges: number;
  readonly minor: number;
}

/** X2: bills of which a charge was asked for before `to` and has changed since `from` (ISO), in order of id. */
export async function chargedBills(
  db: ReadModels,
  { from, to, after, limit }: { from: string; to: string; after?: string; limit: number },
): Promise<readonly string[]> {
  let query = db.selectFrom('cardCharges').select('billId').distinct();
  query = query.where('changedAt', '>=', from).where('startedAt', '<', to);
  if (after !== undefined) query = query.where('billId', '>', after);
  const rows = await query.orderBy('billId').limit(limit).execute();
  return rows.map(({ billId }) => billId);
}

/** X2: the charges asked for from `from` to before `to` (ISO) by how they stand. */
export async function chargeTotals(db: ReadModels, from: string, to: string): Promise<readonly ChargeTotals[]> {
  const rows = await db
    .selectFrom('cardCharges')
    .select(['status', 'currency', sql<string>`count(*)`.as('charges'), sql<string>`sum(amount_minor)`.as('minor')])
    .where('startedAt', '>=', from)
    .where('startedAt', '<', to)
    .groupBy(['status', 'currency'])
    .orderBy('status')
    .orderBy('currency')
    .execute();
  return rows.map((row) => ({ ...row, charges: Number(row.charges), minor: Number(row.minor) }));
}
