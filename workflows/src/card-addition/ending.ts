import type { OpenJourney } from './open-journey';

/**
 * Ends a journey that can not go on, by no fault of the customer: failed once a card was submitted, abandoned before.
 * Nothing if it is over, or never began.
 */
export async function closeUnfinished(journey: OpenJourney): Promise<void> {
  const state = journey.state();
  if (state.status !== 'open') return;
  if (state.card) await journey.note({ type: 'Fail', failure: { result: 'system-error' } });
  else await journey.take({ type: 'Cancel' }, `${state.journeyId}/closed-unfinished`, {});
}
