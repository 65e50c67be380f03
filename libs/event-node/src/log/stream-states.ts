import type Database from 'better-sqlite3';
import type { StreamView } from '../rules/decide-append';
import { parseMetadata, type StreamMetadata } from '../rules/stream-metadata';
import { isMetadataStream, metadataStreamOf, originalOf } from '../rules/stream-names';
import type { NameTable } from './names';
import type { Reader } from './reader';
import type { RecentIds } from './recent-ids';
import { TOMBSTONE_REVISION } from './stored-event';

/** What is kept in memory of one stream. */
export interface StreamState {
  readonly name: string;
  /** None before its first event. */
  id: number | undefined;
  /** Revision of the last event but a tombstone, -1 if there never was one. */
  last: number;
  tombstoned: boolean;
  /** Parsed when first asked for; undone by every write to the stream that holds them. */
  metadata: StreamMetadata | undefined;
}

/** When more streams than this are kept in memory, all are forgotten. */
export const KEPT_STREAMS = 50_000;

/** The states of the streams, as they are in the database. Changed only by whoever writes to it. */
export class StreamStates {
  private readonly states = new Map<string, StreamState>();
  private isFull = false;
  private readonly lastTwo: Database.Statement<[number], number>;

  constructor(
    database: Database.Database,
    private readonly names: NameTable,
    private readonly reader: Reader,
    private readonly recent: RecentIds,
  ) {
    this.lastTwo = database
      .prepare<[number], number>('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 2')
      .pluck();
  }

  /** The state of a stream, also of one that never had events. */
  of(name: string): StreamState {
    const known = this.states.get(name);
    if (known) return known;
    const state = this.load(name);
    this.states.set(name, state);
    if (this.states.size >= KEPT_STREAMS) this.makeRoom();
    return state;
  }

  /** Its metadata, those of an empty object if they were never written. */
  metadata(state: StreamState): StreamMetadata {
    state.metadata ??= parseMetadata(this.metadataJson(state));
    return state.metadata;
  }

  /** The bytes of its metadata as they were written last. */
  metadataJson(state: StreamState): Buffer | undefined {
    const { id } = this.of(metadataStreamOf(state.name));
    return id === undefined ? undefined : this.reader.newest(id)?.data;
  }

  /** Whether nothing can ever be written to it or read from it again. */
  isTombstoned(state: StreamState): boolean {
    if (state.tombstoned) return true;
    return isMetadataStream(state.name) && this.of(originalOf(state.name)).tombstoned;
  }

  /** The stream as the rules of appending see it. */
  view(state: StreamState): StreamView {
    const { id, last } = state;
    return {
      last,
      tombstoned: this.isTombstoned(state),
      softDeleted: this.metadata(state).softDeleted,
      hasMetadata: () => this.of(metadataStreamOf(state.name)).last >= 0,
      recent: (eventId) => (id === undefined ? undefined : this.recent.revisionOf(id, eventId)),
      idAt: (revision) => (id === undefined ? undefined : this.reader.at(id, revision)?.id),
    };
  }

  /** The position of an event of a stream, also of one that can not be read any more. */
  positionOf({ id }: StreamState, revision: number): number | undefined {
    return id === undefined ? undefined : this.reader.at(id, revision)?.position;
  }

  /** Forgets all: what was kept may not be in the database. */
  clear(): void {
    this.states.clear();
  }

  /** Not now: whoever is at work has states in hand, and must not meet second ones of the same streams. */
  private makeRoom(): void {
    if (this.isFull) return;
    this.isFull = true;
    queueMicrotask(() => {
      this.isFull = false;
      this.clear();
    });
  }

  private load(name: string): StreamState {
    const id = this.names.streamId(name);
    const [newest = -1, before = -1] = id === undefined ? [] : this.lastTwo.all(id);
    const tombstoned = newest >= TOMBSTONE_REVISION;
    return { name, id, last: tombstoned ? before : newest, tombstoned, metadata: undefined };
  }
}
