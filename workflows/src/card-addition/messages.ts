import type { CustomerCommand, JourneyView } from '@onfile/domain';
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { StepOrigin } from '../steps/pen';

/**
 * The customer takes a step of the journey. The update's id is the command's id, so a repeat gets the first answer.
 * Answers when it is the customer's turn again, or after some 20 s.
 * @throws ApplicationFailure of type `Refusal`, with its code and details.
 */
export const takeStep = defineUpdate<JourneyView, [CustomerCommand, StepOrigin]>('takeStep');

/** The journey as its workflow knows it; null before it has started. */
export const viewJourney = defineQuery<JourneyView | null>('viewJourney');
