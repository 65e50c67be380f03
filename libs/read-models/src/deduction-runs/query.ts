import { billIdOf, type BillStatus, type RunCounts } from '@onfile/domain';
import type { ReadModels } from '../database';
import { readRow } from '../table';
import { type DeductionRunRow, deductionRunsTable } from './table';

/** X8: one month's run in figures. */
export type DeductionRunView = Omit<DeductionRunRow, 'revisions'>;

/** X8: the newest runs, the latest month first; at most `limit`. */
export async function deductionRunsOf(db: ReadModels, limit = 24): Promise<readonly DeductionRunView[]> {
  const rows = await db.selectFrom('deductionRuns').selectAll().orderBy('period', 'desc').limit(limit).execute();
  return Promise.all(rows.map((row) => asItIsNow(db, viewOf(row))));
}

/** X8: the run of one month; undefined if it has none. */
export async function deductionRunOf(db: ReadModels, period: string): Promise<DeductionRunView | undefined> {
  const row = await db.selectFrom('deductionRuns').selectAll().where('period', '=', period).executeTakeFirst();
  return row && asItIsNow(db, viewOf(row));
}

/**
 * A page tells once what became of its accounts. One that failed and has its bill since is no failure any more: it counts
 * where its bill stands.
 */
async function asItIsNow(db: ReadModels, run: DeductionRunView): Promise<DeductionRunView> {
  if (run.failed.length === 0) return run;
  const { period } = run;
  const ids = run.failed.map(({ accountId }) => billIdOf({ accountId, period }));
  const bills = await db.selectFrom('bills').select(['accountId', 'status']).where('billId', 'in', ids).execute();
  const standing = new Map(bills.map(({ accountId, status }) => [accountId, status]));
  const billed = run.failed.flatMap(({ accountId }) => standing.get(accountId) ?? []);
  return {
    ...run,
    counts: billed.reduce(withBill, run.counts),
    failed: run.failed.filter(({ accountId }) => !standing.has(accountId)),
  };
}

function withBill(counts: RunCounts, status: BillStatus): RunCounts {
  const where = status === 'paid' || status === 'blocked' ? status : 'waiting';
  return { ...counts, failed: counts.failed - 1, issued: counts.issued + 1, [where]: counts[where] + 1 };
}

function viewOf(raw: object): DeductionRunView {
  const { revisions: _, ...view } = readRow(deductionRunsTable, raw);
  return view;
}
