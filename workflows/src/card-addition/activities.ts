import type {
  CardAdditionCommand,
  CardAdditionEvent,
  CardAdditionStreams,
  Money,
  RateTaken,
  HoldRounding,
  Sealed,
} from '@onfile/domain';
import type { HoldActivities } from '../steps/hold-activities';
import type { RefusalAnswer } from '../refusal-failure';

/** The journey's stream past what the workflow has folded. Revisions count from 0; -1 is an empty stream. */
export interface StreamTail {
  readonly facts: readonly CardAdditionEvent[];
  /** Of the stream's last fact. */
  readonly revision: number;
}

/** A decision to make and to record, in one go, against the log as it is. */
export interface RecordStep {
  readonly journeyId: string;
  readonly commandId: string;
  readonly command: CardAdditionCommand;
  /** The other streams that the decision reads or writes. */
  readonly streams: CardAdditionStreams;
  /** When it was decided, by the workflow's clock. */
  readonly at: string;
  /** Revision that the workflow has folded. */
  readonly after: number;
  readonly bodyHash?: string;
}

/** What the log says after a decision: the tail to fold, and this command's own facts, also on a repeat. */
export interface RecordedStep extends StreamTail {
  readonly own: readonly CardAdditionEvent[];
  /** The rules turned it down; nothing was recorded. */
  readonly refused?: RefusalAnswer;
}

/** Local activities: one read or one guarded append each, harmless when repeated. They fail only while the log is away. */
export interface JournalActivities {
  loadJourney(request: { journeyId: string }): Promise<StreamTail>;
  recordStep(request: RecordStep): Promise<RecordedStep>;
}

/** A code on its way to a person; `key` names this one sending. */
export interface CodeToSend {
  readonly key: string;
  readonly accountId: string;
  readonly channel: 'email' | 'sms';
  readonly sealedCode: Sealed;
}

/** `ApplicationFailure.type` of `quoteHold` where no rate is published: not retried. */
export const NO_RATE_FAILURE = 'NoRate';

/** Activities on queue `journeys`. */
export interface JourneyActivities {
  /** Sends a code by mail or SMS. The same key is sent once. */
  sendCode(code: CodeToSend): Promise<void>;
  /** $1 in `currency` at the rate of now (R3, R24). Fails with {@link NO_RATE_FAILURE}. */
  quoteHold(request: { currency: string }): Promise<{ amount: Money; rate: RateTaken; rounding: HoldRounding }>;
}

/** All that a worker must offer for `cardAddition`. */
export type CardAdditionActivities = JournalActivities & JourneyActivities & HoldActivities;
