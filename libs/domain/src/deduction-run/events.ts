import type { Fact } from '../fact';

/** What became of the accounts of a page. `failed`: the account could not be billed for a fault of ours. */
export interface RunCounts {
  readonly accounts: number;
  readonly issued: number;
  readonly paid: number;
  readonly waiting: number;
  readonly blocked: number;
  readonly nothing: number;
  readonly failed: number;
}

/** An account of a page that could not be billed; the cause names the kind of error, never a value. */
export interface FailedAccount {
  readonly accountId: string;
  readonly cause: string;
}

/** Facts of the deduction run of one month, in stream `deductionRun-<period>`. */
export type DeductionRunEvent =
  | Fact<
      'DeductionRunStarted',
      { period: string; partitions: number; pageSize: number; zone: string; dueAt: string; by: string }
    >
  /** `through`: the last account of the page; the next page of the partition begins after it. */
  | Fact<
      'DeductionPageIssued',
      { partition: number; through: string; isLast: boolean; counts: RunCounts; failed: readonly FailedAccount[] }
    >
  | Fact<'DeductionRunPaused', { by: string; why: string }>
  | Fact<'DeductionRunResumed', { by: string; why: string }>
  | Fact<'DeductionRunFinished', { counts: RunCounts }>
  /** X16: the third has passed and no run has begun. */
  | Fact<'DeductionRunMissed', { period: string; dueAt: string }>;
