import type { RunCounts } from '@onfile/domain';

/** A run to begin, or to go on with. `by`: the schedule, or the opaque id of an operator. */
export interface RunOrder {
  readonly period: string;
  readonly by: string;
}

/** Where a run stands, out of its stream. */
export interface RunProgress {
  readonly partitions: readonly { readonly through?: string; readonly isDone: boolean }[];
  readonly pageSize: number;
  readonly paused: boolean;
  readonly isFinished: boolean;
  readonly counts: RunCounts;
}

/** One page of a partition: the accounts after `after`. */
export interface BillPage {
  readonly period: string;
  readonly partition: number;
  readonly partitions: number;
  readonly pageSize: number;
  readonly after?: string;
}

/** `through`: the page's last account. No more pages follow the last one. */
export interface PageDone {
  readonly through: string;
  readonly isLast: boolean;
}

/** What a run would do to a page of accounts, with nothing done. Totals by currency, in minor units. */
export interface DryPage extends PageDone {
  readonly accounts: number;
  readonly bills: number;
  readonly cannotPay: number;
  readonly totals: Readonly<Record<string, number>>;
  /** Accounts that could not be priced, by the currency whose rate is missing. */
  readonly withoutRate: Readonly<Record<string, number>>;
}

/** Activities on queue `billing`. */
export interface DeductionRunActivities {
  /** Begins the run, or reads where it stands. Fails with a refusal before the third (D9). */
  startRun(order: RunOrder): Promise<RunProgress>;
  /** Waits until the list of accounts has everything that the log has now. */
  awaitCut(): Promise<void>;
  /** Issues and deducts the bills of a page and notes it in the run's stream. Repeated, it issues nothing twice. */
  billPage(page: BillPage): Promise<PageDone>;
  /** Sees to bills that were left behind by a death, and notes the end. */
  finishRun(order: { period: string }): Promise<RunCounts>;
  /** The same rules with nothing written and nobody charged. */
  dryRunPage(page: BillPage): Promise<DryPage>;
}
