import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { TimelineRow } from './account-timeline/table';
import type { BillRow } from './bills/table';
import type { CardChargeRow } from './card-charges/table';
import type { DeductionRunRow } from './deduction-runs/table';
import type { HistoricalCardRow } from './historical-cards/table';
import type { HoldRow } from './holds/table';
import type { OnboardingRow } from './onboarding/table';
import type { PaymentMethodsRow } from './payment-methods/table';
import { LIVE_SCHEMA } from './pipeline/target';
import type { UnbilledRow } from './unbilled-charges/table';

/** Put-aside events, one row for each read model that could not take one in. */
export interface PoisonedRow {
  readonly model: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly cause: string;
  readonly putAsideAt: string;
}

/**
 * The tables that queries read. Rows come back as the driver makes them (instants as `Date`, bigints as text): a query
 * passes them through `readRow` before it hands them on.
 */
export interface ReadModelTables {
  readonly onboarding: OnboardingRow;
  readonly paymentMethods: PaymentMethodsRow;
  readonly historicalCards: HistoricalCardRow;
  readonly holds: HoldRow;
  readonly accountTimeline: TimelineRow;
  readonly bills: BillRow;
  readonly unbilledCharges: UnbilledRow;
  readonly deductionRuns: DeductionRunRow;
  readonly cardCharges: CardChargeRow;
  readonly poisoned: PoisonedRow;
  readonly heldBack: Pick<PoisonedRow, 'model' | 'stream' | 'revision' | 'position'>;
}

/** Read models of a PostgreSQL, for queries. */
export type ReadModels = Kysely<ReadModelTables>;

/**
 * Opens the live read models over a pool, which stays its owner's to end. Keys inside of JSON stay as they were stored:
 * some of them are ids.
 */
export function openReadModels(pool: Pool): ReadModels {
  const db = new Kysely<ReadModelTables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return db.withSchema(LIVE_SCHEMA);
}

/** A kysely over the pool for statements about tables, with names as they are stored. */
export function databaseOf(pool: Pool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
