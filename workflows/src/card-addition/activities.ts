import type { CardAdditionCommand, CardAdditionEvent, CardAdditionStreams, Sealed } from '@onfile/domain';
import type { HoldActivities } from '../steps/hold-activities';
import type { Recorded, Tail } from '../steps/pen';
import type { QuoteActivities } from '../steps/quote-activities';

/** The journey's stream past what the workflow has folded. */
export type StreamTail = Tail<CardAdditionEvent>;

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

/** What the log says after a decision. */
export type RecordedStep = Recorded<CardAdditionEvent>;

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

/** Activities on queue `journeys`. */
export interface JourneyActivities {
  /** Sends a code by mail or SMS. The same key is sent once. */
  sendCode(code: CodeToSend): Promise<void>;
}

/** All that a worker must offer for `cardAddition`. */
export type CardAdditionActivities = JournalActivities & JourneyActivities & QuoteActivities & HoldActivities;
