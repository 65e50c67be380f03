import type { ValidityChangeRequest, ValidityChangeView } from '@onfile/domain';
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { StepOrigin } from '../steps/pen';

/**
 * The customer changes a card's validity, or gives it up. The update's id is the command's id, so a repeat gets the first
 * answer. Answers when it is the customer's turn or the change is over, or after some 20 s.
 * @throws ApplicationFailure of type `Refusal`, with its code and details.
 */
export const changeValidity = defineUpdate<ValidityChangeView, [ValidityChangeRequest, StepOrigin]>('changeValidity');

/** The change as its workflow knows it; null before it has started. */
export const viewChange = defineQuery<ValidityChangeView | null>('viewChange');
