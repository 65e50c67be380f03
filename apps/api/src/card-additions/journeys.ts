import type { CustomerCommand } from '@onfile/domain';

/** One step that a customer takes, as it is sent to the journey's workflow. */
export interface StepMessage {
  readonly journeyId: string;
  readonly command: CustomerCommand;
  /** The id of the Update: the same id is the same step, however often it is sent. */
  readonly commandId: string;
  /** A keyed digest of the request's body, kept beside the facts: the same key with another body is refused. */
  readonly bodyHash: string;
}

/**
 * How a step came out. `done`: its facts are in the stream. `late`: no answer in time; the stream tells what was done.
 * `over`: the journey has ended; what it did is in the stream.
 */
export type StepOutcome = 'done' | 'late' | 'over';

/** The journeys' workflows, as the api speaks to them. */
export interface Journeys {
  /** Starts the journey with its first message, or finds it. @throws {Refusal} @throws {Unavailable} */
  addCard(message: StepMessage): Promise<StepOutcome>;
  /** Sends one step and waits for it. @throws {Refusal} @throws {Unavailable} */
  takeStep(message: StepMessage): Promise<StepOutcome>;
  /** Tells a journey to look its hold up at the bank. Harmless, however often. @throws {Unavailable} */
  bankMoved(journeyId: string): Promise<void>;
}
