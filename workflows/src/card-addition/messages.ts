import type { CustomerCommand, JourneyView } from '@onfile/domain';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

/** What the fact of a step remembers of the request behind it. */
export interface StepOrigin {
  /** Digest of the request's body: the same key with another body is refused by the api. */
  readonly bodyHash?: string;
}

/**
 * The customer takes a step of the journey. The update's id is the command's id, so a repeat gets the first answer.
 * Answers when it is the customer's turn again, or after some 20 s.
 * @throws ApplicationFailure of type `Refusal`, with its code and details.
 */
export const takeStep = defineUpdate<JourneyView, [CustomerCommand, StepOrigin]>('takeStep');

/** The bank may have moved (its notice, or the browser came back). Only a hint: the workflow looks the hold up itself. */
export const bankMoved = defineSignal('bankMoved');

/** The journey as its workflow knows it; null before it has started. */
export const viewJourney = defineQuery<JourneyView | null>('viewJourney');
