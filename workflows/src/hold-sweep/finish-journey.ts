import type { JourneyView } from '@onfile/domain';
import { setHandler } from '@temporalio/workflow';
import { closeUnfinished } from '../card-addition/ending';
import { openJourney } from '../card-addition/open-journey';
import { bankMoved, bankNews } from '../steps/bank-news';
import { releaseHold } from '../steps/see-it-through';

/**
 * Ends a journey whose own workflow is gone, and gives its hold back. Workflow id `finishJourney/<journeyId>`. All that
 * it knows is in the journey's stream. Answers null where there is no such journey.
 */
export async function finishJourney({ journeyId }: { journeyId: string }): Promise<JourneyView | null> {
  const journey = openJourney(journeyId);
  const news = bankNews();
  setHandler(bankMoved, news.arrived);
  await journey.load();
  await closeUnfinished(journey, { because: 'system-error' });
  await releaseHold(journey, news);
  return journey.view();
}
