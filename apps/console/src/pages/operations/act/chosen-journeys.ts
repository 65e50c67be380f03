import { answered } from '../../../api/client';
import { operatorsApi as api } from '../client';
import type { JourneyChoice } from '../find/choice';

const PAGE = 100;

/**
 * Ids of all journeys that a choice names, as they stand now; `tell` hears how many there are so far. A very long list
 * is ids alone: memory stays small.
 */
export async function chosenJourneys(choice: JourneyChoice, tell: (found: number) => void): Promise<readonly string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { ...choice, limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const page = await answered(api.GET('/v1/operations/journeys', { params: { query } }));
    found.push(...page.entries.map(({ journeyId }) => journeyId));
    tell(found.length);
    if (page.next === undefined) return found;
    cursor = page.next;
  }
}
