import { stream, type EventLog } from '@onfile/event-log';
import type { RecordedFact } from '@onfile/domain/what-if';
import type { RecordedStreams } from '../look-back/look-back';

/** The facts of streams, out of the event log. */
export function logRecorded(log: Pick<EventLog, 'read'>): RecordedStreams {
  return {
    async facts(streams) {
      const read = streams.map(async ([category, id]): Promise<RecordedFact[]> => {
        const { facts } = await log.read(stream(category, id));
        return facts.map(({ fact, revision, position, commandId, actor }) => ({
          ...{ category, id, revision, position, commandId, fact },
          ...(actor !== undefined && { actor }),
        }));
      });
      return (await Promise.all(read)).flat();
    },
  };
}
