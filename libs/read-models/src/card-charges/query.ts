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
