import { evolveJourney, holdToRelease, initialJourney, type CardAdditionEvent, type Journey } from '@onfile/domain';
import type { EventLog, Followed } from '@onfile/event-log';
import type { Leftovers } from '../ports';
import type { Checkpoints } from '../progress/checkpoints';

const PREFIX = 'cardAddition-';
/** Everything before this place of the log is about journeys that are done. */
const MARK = 'journeys-done';

/** A journey that is not done, and the place in the log right before its first fact. */
interface Unfinished {
  readonly journey: Journey;
  readonly from: string;
}

/**
 * R25: finds what was left undone from the log alone: neither a read model nor Temporal is asked, since either may be
 * what has failed. Each search begins at the oldest journey that was not done the last time.
 */
export function logLeftovers(log: Pick<EventLog, 'readUpTo' | 'endPosition'>, checkpoints: Checkpoints): Leftovers {
  // The pages of one sweep ask for the same `before`: the log is searched once for all of them.
  let newest: { before: string; search: Promise<readonly string[]> } | undefined;
  const searchOnce = (before: string): Promise<readonly string[]> => {
    if (newest?.before === before) return newest.search;
    const search = searched(log, checkpoints, before);
    newest = { before, search };
    search.catch(() => (newest = undefined)); // the next page tries anew
    return search;
  };
  return {
    async journeys(before, after, limit) {
      const found = await searchOnce(before);
      return found.filter((id) => after === undefined || id > after).slice(0, limit);
    },
  };
}

async function searched(
  log: Pick<EventLog, 'readUpTo' | 'endPosition'>,
  checkpoints: Checkpoints,
  before: string,
): Promise<readonly string[]> {
  const unfinished = new Map<string, Unfinished>();
  let reached = await checkpoints.read(MARK);
  await log.readUpTo({
    from: reached,
    to: await log.endPosition(),
    prefixes: [PREFIX],
    onBatch: (batch) => {
      for (const event of batch) {
        note(unfinished, event, reached);
        reached = event.position;
      }
    },
  });
  const [oldest] = unfinished.values(); // in the order of their first facts
  await checkpoints.write(MARK, oldest?.from ?? reached);
  return [...unfinished].flatMap(([id, { journey }]) => (isDue(journey, before) ? [id] : [])).sort();
}

function note(unfinished: Map<string, Unfinished>, { stream, fact }: Followed, from: string): void {
  const id = stream.slice(PREFIX.length);
  const known = unfinished.get(id) ?? { journey: initialJourney, from };
  // A fact that can not be read leaves the journey as it was, so that it is looked at rather than taken for done.
  const journey = fact ? evolveJourney(known.journey, fact as CardAdditionEvent) : known.journey;
  if (isDone(journey)) unfinished.delete(id);
  else unfinished.set(id, { ...known, journey });
}

const isDone = (journey: Journey): boolean =>
  journey.status === 'none' || (journey.status !== 'open' && holdToRelease(journey) === undefined);

const isDue = (journey: Journey, before: string): boolean => journey.status !== 'none' && journey.startedAt < before;
