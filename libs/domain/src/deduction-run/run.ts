import { dueAt, isPeriod, type DueTime } from '../bill/period';
import { msBetween } from '../instant';
import { Refusal } from '../refusal';
import type { DeductionRunEvent, FailedAccount, RunCounts } from './events';

/** Where one partition of a run stands. */
export interface PartitionProgress {
  readonly through?: string;
  readonly isDone: boolean;
}

/** What the rules know of one run (X8). */
export interface DeductionRun {
  readonly started?: {
    readonly at: string;
    readonly period: string;
    readonly partitions: number;
    readonly pageSize: number;
  };
  readonly partitions: readonly PartitionProgress[];
  readonly counts: RunCounts;
  readonly failed: readonly FailedAccount[];
  readonly paused: boolean;
  readonly finishedAt?: string;
  readonly missedAt?: string;
}

export const noCounts: RunCounts = { accounts: 0, issued: 0, paid: 0, waiting: 0, blocked: 0, nothing: 0, failed: 0 };

export const initialDeductionRun: DeductionRun = { partitions: [], counts: noCounts, failed: [], paused: false };

/** Adds up what became of accounts. */
export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  return {
    accounts: a.accounts + b.accounts,
    issued: a.issued + b.issued,
    paid: a.paid + b.paid,
    waiting: a.waiting + b.waiting,
    blocked: a.blocked + b.blocked,
    nothing: a.nothing + b.nothing,
    failed: a.failed + b.failed,
  };
}

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveDeductionRun(run: DeductionRun, fact: DeductionRunEvent): DeductionRun {
  switch (fact.type) {
    case 'DeductionRunStarted': {
      const { period, partitions, pageSize } = fact.data;
      const started = { at: fact.at, period, partitions, pageSize };
      return { ...run, started, partitions: Array.from({ length: partitions }, () => ({ isDone: false })) };
    }
    case 'DeductionPageIssued': {
      const { partition, through, isLast, counts, failed } = fact.data;
      const partitions = run.partitions.map((one, index) => (index === partition ? { through, isDone: isLast } : one));
      return { ...run, partitions, counts: addCounts(run.counts, counts), failed: [...run.failed, ...failed] };
    }
    case 'DeductionRunPaused':
      return { ...run, paused: true };
    case 'DeductionRunResumed':
      return { ...run, paused: false };
    case 'DeductionRunFinished':
      return { ...run, finishedAt: fact.at };
    case 'DeductionRunMissed':
      return { ...run, missedAt: fact.at };
  }
}

/** What is noted of a run. A page is told of by where it begins: `after` is the account before its first. */
export type DeductionRunCommand =
  | {
      readonly type: 'Start';
      readonly period: string;
      readonly partitions: number;
      readonly pageSize: number;
      readonly by: string;
    }
  | {
      readonly type: 'NotePage';
      readonly partition: number;
      readonly after?: string;
      readonly through: string;
      readonly isLast: boolean;
      readonly counts: RunCounts;
      readonly failed: readonly FailedAccount[];
    }
  | { readonly type: 'Pause' | 'Resume'; readonly by: string; readonly why: string }
  | { readonly type: 'Finish' }
  | { readonly type: 'NoteMissed'; readonly period: string };

/**
 * The rules of a run. Started twice it is one run; a page that was noted adds nothing.
 * @throws {Refusal} `period-invalid`; `period-not-over` (details.retryAt) before the third; `reason-missing`.
 */
export function decideDeductionRun(
  command: DeductionRunCommand,
  run: DeductionRun,
  due: DueTime,
  at: string,
): DeductionRunEvent[] {
  switch (command.type) {
    case 'Start': {
      const { period, partitions, pageSize, by } = command;
      expectDue(period, due, at);
      if (run.started) return [];
      const data = { period, partitions, pageSize, zone: due.zone, dueAt: dueAt(period, due), by };
      return [{ type: 'DeductionRunStarted', at, data }];
    }
    case 'NotePage': {
      const { type: _, after, ...page } = command;
      const progress = run.partitions[command.partition];
      if (!progress || progress.isDone || progress.through !== after) return [];
      return [{ type: 'DeductionPageIssued', at, data: page }];
    }
    case 'Pause':
    case 'Resume': {
      const { by, why } = command;
      if (why.trim() === '') throw new Refusal('reason-missing', 'why');
      if (run.paused === (command.type === 'Pause') || run.finishedAt !== undefined) return [];
      return [{ type: command.type === 'Pause' ? 'DeductionRunPaused' : 'DeductionRunResumed', at, data: { by, why } }];
    }
    case 'Finish':
      if (run.finishedAt !== undefined || !run.started || run.partitions.some(({ isDone }) => !isDone)) return [];
      return [{ type: 'DeductionRunFinished', at, data: { counts: run.counts } }];
    case 'NoteMissed': {
      const { period } = command;
      if (run.started || run.missedAt !== undefined) return [];
      return [{ type: 'DeductionRunMissed', at, data: { period, dueAt: dueAt(period, due) } }];
    }
  }
}

/** D9: a month is billed from its third on, whoever asks. */
export function expectDue(period: string, due: DueTime, at: string): void {
  if (!isPeriod(period)) throw new Refusal('period-invalid', period, { field: 'period' });
  const from = dueAt(period, due);
  if (msBetween(at, from) > 0) throw new Refusal('period-not-over', period, { retryAt: from });
}

/** X16: whether a run that was due more than `graceMs` ago has not begun. */
export function isMissed(run: DeductionRun, period: string, due: DueTime, graceMs: number, at: string): boolean {
  return !run.started && msBetween(dueAt(period, due), at) > graceMs;
}
