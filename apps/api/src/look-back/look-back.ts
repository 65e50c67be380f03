import type { RecordedFact } from '@onfile/domain/what-if';
import type { Histories } from './histories';

/** A stream as it is looked back at: the kind of stream, and its id. */
export type RecordedStream = readonly [category: RecordedFact['category'], id: string];

/** The facts of streams with all that is known about each. Throws `LogUnavailable` while the log is away. */
export interface RecordedStreams {
  /** Oldest first within a stream, stream after stream; a stream that nobody wrote to has none. */
  facts(streams: readonly RecordedStream[]): Promise<readonly RecordedFact[]>;
}

/** All that is needed to look back: nothing of it writes. */
export interface LookBack {
  readonly histories: Histories;
  readonly recorded: RecordedStreams;
}
