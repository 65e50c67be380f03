import type { FailedAccount, RunCounts } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** X8: a deduction run as the control room shows it. Fed by `deductionRun-<period>`. */
export interface DeductionRunRow extends ProjectedRow {
  readonly period: string;
  readonly status: 'missed' | 'running' | 'paused' | 'finished';
  readonly startedAt: string | null;
  readonly startedBy: string | null;
  readonly dueAt: string | null;
  readonly finishedAt: string | null;
  readonly partitions: number;
  readonly partitionsDone: number;
  readonly pages: number;
  readonly counts: RunCounts;
  /** The newest accounts that could not be billed, at most a thousand. */
  readonly failed: readonly FailedAccount[];
}

export const deductionRunsTable: Table<DeductionRunRow> = {
  name: 'deduction_runs',
  key: ['period'],
  required: ['period', 'status', 'partitions', 'partitionsDone', 'pages', 'counts', 'failed', 'revisions'],
  columns: {
    period: 'text',
    status: 'text',
    startedAt: 'instant',
    startedBy: 'text',
    dueAt: 'instant',
    finishedAt: 'instant',
    partitions: 'integer',
    partitionsDone: 'integer',
    pages: 'integer',
    counts: 'json',
    failed: 'json',
    revisions: 'json',
  },
};
