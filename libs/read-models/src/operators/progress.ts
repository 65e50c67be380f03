import type { Pool } from 'pg';
import { LIVE_SCHEMA } from '../pipeline/target';

/** How far one read model has come. */
export interface ModelProgress {
  readonly model: string;
  /** Of the last event that it has taken in or passed by; null before the first. */
  readonly position: string | null;
}

/** X15: how far each live read model is, by name. */
export async function progressOf(pool: Pool): Promise<readonly ModelProgress[]> {
  const { rows } = await pool.query<ModelProgress>(
    `select model, position::text as position from ${LIVE_SCHEMA}.checkpoints order by model`,
  );
  return rows;
}
