import { Refusal, type RefusalCode, type RefusalDetails } from '@onfile/domain';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** `ApplicationFailure.type` of a refusal; its one detail is a {@link RefusalAnswer}. */
export const REFUSAL_FAILURE = 'Refusal';

/** A refusal on its way to the customer: the stable code, why (for logs), and what helps to go on. */
export interface RefusalAnswer {
  readonly code: RefusalCode;
  readonly why: string;
  readonly details: RefusalDetails;
}

/** The refusal as Temporal carries it: it fails the one Update, is never retried, and counts as no error anywhere. */
export function refusalFailure({ code, why, details }: RefusalAnswer): ApplicationFailure {
  return ApplicationFailure.create({
    type: REFUSAL_FAILURE,
    message: why,
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
    details: [{ code, why, details } satisfies RefusalAnswer],
  });
}

/** Runs a check of the rules. @throws ApplicationFailure of type `Refusal`. */
export function refusable(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof Refusal)
      throw refusalFailure({ code: error.code, why: error.message, details: error.details });
    throw error;
  }
}
