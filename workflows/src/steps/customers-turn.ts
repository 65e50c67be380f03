import type { JourneyView, ValidityChangeView } from '@onfile/domain';

/** An answer is given when it is the customer's turn again, but no later: whoever waits can look again. */
export const ANSWER_WITHIN_MS = 20_000;

/** Whether the process waits for the customer, or for nobody any more; an answer of the bank that is lost may take days. */
export function isCustomersTurn(view: JourneyView | ValidityChangeView | null): boolean {
  return view?.step !== 'checking' || view.hold?.status === 'unknown';
}
