import type { ValidityChangeRequest } from '@onfile/domain';
import type { StepOutcome } from '../card-additions/journeys';

/** One request of a customer, as it is sent to the workflow of a change. */
export interface ChangeMessage {
  readonly changeId: string;
  readonly request: ValidityChangeRequest;
  /** The id of the Update: the same id is the same request, however often it is sent. */
  readonly commandId: string;
  readonly bodyHash: string;
}

/** The workflows of validity changes, as the api speaks to them. */
export interface ValidityChanges {
  /** Starts the change with its first message, or finds it. @throws {Refusal} @throws {Unavailable} */
  start(message: ChangeMessage): Promise<StepOutcome>;
  /** @throws {Refusal} @throws {Unavailable} */
  send(message: ChangeMessage): Promise<StepOutcome>;
  /** Tells a change to look its hold up at the bank. Harmless, however often. @throws {Unavailable} */
  bankMoved(changeId: string): Promise<void>;
}

/** What the id of every change begins with: it tells a change from a journey where only the id is known. */
export const CHANGE_PREFIX = 'vch_';
