import type { ReadModels } from '../database';
import { readRow } from '../table';
import { type DeductionRunRow, deductionRunsTable } from './table';

/** X8: one month's run in figures. */
export type DeductionRunView = Omit<DeductionRunRow, 'revisions'>;

/** X8: the newest runs, the latest month first; at most `limit`. */
export async function deductionRunsOf(db: ReadModels, limit = 24): Promise<readonly DeductionRunView[]> {
  const rows = await db.selectFrom('deductionRuns').selectAll().orderBy('period', 'desc').limit(limit).execute();
  return rows.map(viewOf);
}

/** X8: the run of one month; undefined if it has none. */
export async function deductionRunOf(db: ReadModels, period: string): Promise<DeductionRunView | undefined> {
  const row = await db.selectFrom('deductionRuns').selectAll().where('period', '=', period).executeTakeFirst();
  return row && viewOf(row);
}

function viewOf(raw: object): DeductionRunView {
  const { revisions: _, ...view } = readRow(deductionRunsTable, raw);
  return view;
}
