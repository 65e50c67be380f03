import { addCounts, noCounts } from '@onfile/domain';
import type { ShownFact } from '../followed';
import type { FoldedModel } from '../read-model';
import { type DeductionRunRow, deductionRunsTable } from './table';

type Run = Omit<DeductionRunRow, 'revisions'>;

/** As many failed accounts as a page of the control room shows; the stream has all of them. */
const MOST_FAILED = 1_000;

/** X8: how each month's run stands. One row a month. */
export const deductionRuns: FoldedModel<DeductionRunRow> = {
  name: 'deduction-runs',
  table: deductionRunsTable,
  categories: ['deductionRun'],
  shape: 'folded',
  keyOf: (_fact, source) => source.id,
  project: (row, fact, source) => {
    const before = row ?? nothingYet(source.id);
    return { ...before, ...changeBy(before, fact) };
  },
};

function nothingYet(period: string): Run {
  const instants = { startedAt: null, startedBy: null, dueAt: null, finishedAt: null };
  return {
    period,
    status: 'missed',
    ...instants,
    partitions: 0,
    partitionsDone: 0,
    pages: 0,
    counts: noCounts,
    failed: [],
  };
}

function changeBy(run: Run, fact: ShownFact): Partial<Run> {
  switch (fact.type) {
    case 'DeductionRunMissed':
      return { dueAt: fact.data.dueAt };
    case 'DeductionRunStarted': {
      const { dueAt, partitions, by } = fact.data;
      return { status: 'running', startedAt: fact.at, startedBy: by, dueAt, partitions };
    }
    case 'DeductionPageIssued': {
      const { counts, failed, isLast } = fact.data;
      return {
        pages: run.pages + 1,
        partitionsDone: run.partitionsDone + (isLast ? 1 : 0),
        counts: addCounts(run.counts, counts),
        failed: [...run.failed, ...failed].slice(-MOST_FAILED),
      };
    }
    case 'DeductionRunPaused':
      return { status: 'paused' };
    case 'DeductionRunResumed':
      return { status: 'running' };
    case 'DeductionRunFinished':
      return { status: 'finished', finishedAt: fact.at };
    default:
      return {}; // no other fact is in such a stream
  }
}
