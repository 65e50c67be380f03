import type { Ending } from '../steps/see-it-through';
import type { OpenJourney } from './open-journey';

/**
 * Ends a journey that does not go on, by no fault of the customer: failed once a card was submitted, abandoned before.
 * Nothing if it is over, or never began.
 */
export async function closeUnfinished(journey: OpenJourney, ending: Ending): Promise<void> {
  if (journey.state().status === 'open') await journey.note({ type: 'BreakOff', ...ending });
}
