import type { Fact } from '../fact';

type OnJourneys = 'cancel' | 'pause' | 'resume' | 'retry' | 'reset' | 'terminate';
type OnReadModels = 'retry-put-aside' | 'skip-put-aside' | 'rebuild' | 'compare';
type OnBills = 'pay-by-hand' | 'unblock' | 'give-up-charge' | 'credit' | 'run-again' | 'bill-at-risk';
type OnRuns = 'start-run' | 'pause-run' | 'resume-run' | 'run-failed-again';
/** Of what is encrypted otherwise. */
type OnHistories = 'read-in-clear';
/** Of what needs a second person: asked for, said yes to, turned down. */
type OnAsks = 'ask' | 'approve' | 'turn-down';

/** What operators do. Stable words: add, never rename. */
export type OperatorAct = OnJourneys | OnReadModels | OnBills | OnRuns | OnHistories | OnAsks;

/**
 * Facts of what operators did, in stream `operatorLog-<yyyymm>`, each written before it was done. `no` counts from 1 in its
 * month; `before` is the hash of the entry before it, the first of a month names the last of the months before.
 */
export type OperatorLogEvent = Fact<
  'OperatorActed',
  {
    no: number;
    by: string;
    act: OperatorAct;
    /** What it was done to: the id of a workflow, or of a stream. */
    on: string;
    why: string;
    /** What else was said, such as the step of a reset. */
    details: Readonly<Record<string, string>>;
    before: string;
    hash: string;
  }
>;
