import type { Pool } from 'pg';
import type { ReadModel } from '../read-model';
import { readModels } from '../registry';
import { readStatement, type Statement, writeStatement } from './statements';

/** Schema of the rows that pages read. */
export const LIVE_SCHEMA = 'read_models';

/** Where facts are projected to: some read models in one schema. Live, or a shadow that is being filled. */
export interface Target {
  readonly pool: Pool;
  readonly schema: string;
  readonly models: readonly ReadModel[];
  readonly read: Statement;
  readonly write: Statement;
}

/** A target of these read models in `schema`. */
export function targetOf(pool: Pool, schema: string, models: readonly ReadModel[]): Target {
  return { pool, schema, models, read: readStatement(schema, models), write: writeStatement(schema, models) };
}

/** All read models, where pages read them. */
export function liveTarget(pool: Pool): Target {
  return targetOf(pool, LIVE_SCHEMA, readModels);
}
