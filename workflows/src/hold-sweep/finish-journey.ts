import type { JourneyView } from '@onfile/domain';
import { setHandler } from '@temporalio/workflow';
import { closeUnfinished, releaseHold } from '../card-addition/ending';
import { bankMoved } from '../card-addition/messages';
import { openJourney } from '../card-addition/open-journey';
import { bankNews } from '../steps/bank-news';

/**
 * Ends a journey whose own workflow is gone, and gives its hold back. Workflow id `finishJourney/<journeyId>`. All that
 * it knows is in the journey's stream. Answers null where there is no such journey.
 */
export async function finishJourney({ journeyId }: { journeyId: string }): Promise<JourneyView | null> {
  const journey = openJourney(journeyId);
  const news = bankNews();
  setHandler(bankMoved, news.arrived);
  await journey.load();
  await closeUnfinished(journey);
  await releaseHold(journey, news);
  return journey.view();
}
