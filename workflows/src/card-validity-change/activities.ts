import type { ValidityChangeCommand, ValidityChangeEvent } from '@onfile/domain';
import type { HoldActivities } from '../steps/hold-activities';
import type { Recorded, Tail } from '../steps/pen';
import type { QuoteActivities } from '../steps/quote-activities';

/** A decision to make and to record, in one go, against the log as it is. */
export interface RecordValidityChange {
  readonly changeId: string;
  readonly commandId: string;
  readonly command: ValidityChangeCommand;
  /** The account whose stream and wallet the decision reads or writes; absent: neither. */
  readonly account?: string;
  /** When it was decided, by the workflow's clock. */
  readonly at: string;
  /** Revision that the workflow has folded. */
  readonly after: number;
  readonly bodyHash?: string;
}

/** Local activities: one read or one guarded append each, harmless when repeated. They fail only while the log is away. */
export interface ChangeJournalActivities {
  loadValidityChange(request: { changeId: string }): Promise<Tail<ValidityChangeEvent>>;
  recordValidityChange(request: RecordValidityChange): Promise<Recorded<ValidityChangeEvent>>;
}

/** All that a worker must offer for `cardValidityChange`. */
export type ValidityChangeActivities = ChangeJournalActivities & QuoteActivities & HoldActivities;
