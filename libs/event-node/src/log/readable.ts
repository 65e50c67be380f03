import { firstReadable } from '../rules/stream-metadata';
import { isMetadataStream } from '../rules/stream-names';
import type { EventLog } from './event-log';
import type { StreamState } from './stream-states';

/** What can be read of a stream: its revisions from `first` to `last`, none if `first` is greater. */
export interface Readable {
  readonly first: number;
  readonly last: number;
}

/** What its metadata leave to read of a stream at `now`, in milliseconds (section 9). */
export function readable(log: EventLog, state: StreamState, now: number): Readable {
  const { last } = state;
  // Only the newest metadata are of use.
  if (isMetadataStream(state.name)) return { first: last, last };
  const metadata = log.states.metadata(state);
  const first = firstReadable(metadata, last);
  if (metadata.maxAgeMs === undefined || first > last) return { first, last };
  return { first: firstYoung(log, state, first, now - metadata.maxAgeMs), last };
}

/** The lowest revision from `low` on that was created at `since` or later: times never decrease, so halve and halve. */
function firstYoung(log: EventLog, { id, last }: StreamState, low: number, since: number): number {
  let [from, to] = [low, last + 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const created = log.reader.at(id!, middle)?.created ?? Infinity;
    if (created >= since) to = middle;
    else from = middle + 1;
  }
  return from;
}
