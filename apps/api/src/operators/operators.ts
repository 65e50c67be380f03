import type { Ask, AskAnswer, OperatorIntent, OperatorLogEvent, OperatorLogMonth } from '@onfile/domain';
import type {
  FoundJourney,
  FoundThing,
  JourneyCounts,
  JourneyFilter,
  ModelProgress,
  Page,
  PageRequest,
  PoisonedStream,
  RebuildJob,
  RebuildOrder,
  Retried,
  SampleVerdict,
} from '@onfile/read-models';
import type { Meta } from '../wallet/wallets';

/** One attempt of a workflow to have something done by a worker, that has not come to an end. */
export interface PendingActivity {
  readonly activityId: string;
  readonly type: string;
  readonly state: string;
  readonly attempt: number;
  readonly nextAttemptAt?: string;
  /** Why the last attempt failed; addresses and long numbers are left out of it. */
  readonly lastFailure?: string;
}

/** A workflow as its own engine sees it. */
export interface WorkflowLook {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: string;
  readonly isOpen: boolean;
  readonly startedAt: string;
  readonly closedAt?: string;
  readonly events: number;
  /** Its code fails, again and again: why, and how often. */
  readonly taskFailure?: { readonly why: string; readonly attempt: number };
  readonly activities: readonly PendingActivity[];
  readonly timers: readonly { readonly timerId: string; readonly firesAt: string }[];
  /** The steps that it can be reset to, in the order in which they began. */
  readonly steps: readonly ResetStep[];
}

/** A step that a workflow can be reset to, and what that brings. */
export interface ResetStep {
  readonly step: string;
  readonly at: string;
  /** Event that the new run's history ends at. */
  readonly eventId: number;
  /** Messages of later that the new run gets again; those that the log knows change nothing. */
  readonly reapplied: readonly string[];
  /** Activities that were begun since: they may be done again, under the same keys. */
  readonly again: readonly string[];
}

/** How much work waits for workers, and whether there are any. */
export interface QueueLook {
  readonly queue: string;
  readonly kind: 'workflow' | 'activity';
  readonly waiting: number;
  readonly workers: number;
}

/** One act on a workflow. `requestId` makes a repeat the same act; `note` names the entry of the operator log. */
export interface ActOrder {
  readonly workflowId: string;
  /** The operator. */
  readonly by: string;
  readonly requestId: string;
  readonly note: string;
}

/** Workflows of journeys, as operators reach them. Every method throws `Unavailable` while Temporal is away. */
export interface JourneyWorkflows {
  /**
   * Undefined where there is no such workflow. `briefly`: without what only its history tells, that is steps, timers and
   * why its code fails; an act on very many does not read ten thousand histories.
   */
  look(workflowId: string, how: 'whole' | 'briefly'): Promise<WorkflowLook | undefined>;
  /** Those of these workflows that are open, as their list has it: it may be behind by a moment. */
  openOf(workflowIds: readonly string[]): Promise<readonly string[]>;
  /** Ids of running workflows whose code fails. */
  troubled(): Promise<readonly string[]>;
  queues(): Promise<readonly QueueLook[]>;
  cancel(order: ActOrder): Promise<void>;
  pause(order: ActOrder): Promise<void>;
  resume(order: ActOrder): Promise<void>;
  /** Tries what waits for another attempt at once; wakes it where it waits for the bank. */
  retry(order: ActOrder, activityIds: readonly string[]): Promise<void>;
  /** Answers the new run. */
  reset(order: ActOrder, to: { readonly runId: string; readonly eventId: number }): Promise<string>;
  /** Ends it without a word to it, and starts what gives back a hold that it left. */
  terminate(order: ActOrder): Promise<void>;
}

/** What was noted in the operator log, and where. */
export interface NotedAct {
  readonly entry: OperatorLogEvent;
  readonly month: string;
  readonly position: string;
  /** The same request was noted before. */
  readonly repeated: boolean;
  /** It was, and another act has turned the same thing since: to do it again would undo that one, unnoted. */
  readonly overtaken: boolean;
}

/** The operator log. Every method throws `LogUnavailable` when the log is away. */
export interface OperatorBook {
  /**
   * Notes an act before it is done; `allow` throws where it can not be done, and then nothing is noted.
   * @throws {Refusal} reason-missing. @throws {CommandReused}
   */
  note(intent: OperatorIntent, meta: Meta, allow: () => void): Promise<NotedAct>;
  /** Notes that an act is asked for, which a second person has to say yes to; else as `note`. */
  ask(intent: OperatorIntent, meta: Meta, allow: () => void): Promise<NotedAct>;
  /** Notes the answer to an ask. @throws {Refusal} of `answerAsk`. @throws {CommandReused} */
  answer(answer: AskAnswer, meta: Meta, allow: () => void): Promise<NotedAct>;
  /** What waits for a second person, the oldest first. */
  asks(): Promise<readonly Ask[]>;
  /** An ask by its name, answered or not. */
  askNamed(name: string): Promise<Ask | undefined>;
  /** Every month that has entries, the oldest first. */
  months(): Promise<readonly OperatorLogMonth[]>;
  hashOf(text: string): string;
}

/** What operators look for in the read models. Behind the log by a moment. */
export interface OperatorSearch {
  /** @throws {CursorInvalid} */
  journeys(filter: JourneyFilter, page: PageRequest): Promise<Page<FoundJourney>>;
  counts(): Promise<JourneyCounts>;
  things(text: string): Promise<readonly FoundThing[]>;
  /** Accounts of an address, by the keyed digest of it. */
  accountsOfEmail(emailHash: string): Promise<readonly FoundThing[]>;
}

/** The read models themselves. */
export interface Projections {
  progress(): Promise<{ readonly end: string; readonly models: readonly ModelProgress[] }>;
  putAside(): Promise<readonly PoisonedStream[]>;
  retry(stream: string): Promise<Retried>;
  skip(event: { readonly stream: string; readonly revision: number; readonly because: string }): Promise<Retried>;
  /** Asks the projector for a rebuild; it begins within a second. The same id is the same rebuild. */
  rebuild(order: RebuildOrder): Promise<void>;
  /** The newest rebuilds first; one alone by its id. */
  rebuilds(only?: { readonly id: string }): Promise<readonly RebuildJob[]>;
  /** Some rows by chance against the log, by hash. Undefined: no read model has this name. */
  verify(model: string, size: number): Promise<SampleVerdict | undefined>;
}

/** Who holds what there is only once, by the log: exact, and up to now. Digests are keyed. */
export interface Holders {
  ofCard(fingerprint: string): Promise<{ readonly accountId: string; readonly cardId: string } | undefined>;
  ofNumber(numberHash: string): Promise<string | undefined>;
}

/** All that operators reach. */
export interface Operators {
  readonly workflows: JourneyWorkflows;
  readonly book: OperatorBook;
  readonly search: OperatorSearch;
  readonly projections: Projections;
  readonly holders: Holders;
}
