import type { EventLog } from '@onfile/event-log';
import { openReadModels, poisonedStreams, retryPoisoned, type Target } from '@onfile/read-models';

/**
 * Q13: gives every event that was put aside another try. Run at the start of a projector, since a new build may read what
 * the old one could not. Answers the streams that wait no longer, and those that still do.
 */
export async function retryPutAside(
  target: Target,
  log: Pick<EventLog, 'readRaw'>,
): Promise<{ readonly freed: readonly string[]; readonly waiting: readonly string[] }> {
  const freed: string[] = [];
  const waiting: string[] = [];
  for (const { stream } of await poisonedStreams(openReadModels(target.pool))) {
    const { poisoned } = await retryPoisoned(target, stream, log.readRaw);
    (poisoned.length === 0 ? freed : waiting).push(stream);
  }
  return { freed, waiting };
}
