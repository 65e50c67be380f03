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
  /** The statement that reads the rows of these read models, and what else a batch must know. */
  readonly readFor: (models: readonly ReadModel[]) => Statement;
  /** The statement that writes the rows of these read models, and moves checkpoints. */
  readonly writeFor: (models: readonly ReadModel[]) => Statement;
}

/** A target of these read models in `schema`. */
export function targetOf(pool: Pool, schema: string, models: readonly ReadModel[]): Target {
  return {
    pool,
    schema,
    models,
    readFor: remembered((some) => readStatement(schema, some)),
    writeFor: remembered((some) => writeStatement(schema, some)),
  };
}

/** A batch of a few facts concerns a few read models: which ones together is seldom new, so statements are made once. */
function remembered(make: (models: readonly ReadModel[]) => Statement): (models: readonly ReadModel[]) => Statement {
  const made = new Map<string, Statement>();
  return (models) => {
    const key = models.map(({ name }) => name).join();
    const statement = made.get(key) ?? make(models);
    made.set(key, statement);
    return statement;
  };
}

/** All read models, where pages read them. */
export function liveTarget(pool: Pool): Target {
  return targetOf(pool, LIVE_SCHEMA, readModels);
}
