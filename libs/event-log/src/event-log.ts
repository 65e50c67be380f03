import { decode } from './codec';
import { EventStore } from './kurrent/event-store';
import { follow, type FollowRequest } from './follow/follow';
import { followed, type Followed } from './follow/followed';
import { readUpTo, type Stretch } from './follow/read-up-to';
import { fold } from './model/fold';
import type { Stored } from './model/stored';
import type { AnyHandle, FactOf, StateOf } from './model/stream-handle';
import {
  load,
  record,
  type Handles,
  type KnownStreams,
  type LoadedOf,
  type Recorded,
  type RecordRequest,
} from './record';

/** A stream, read to its end. */
export interface ReadStream<H extends AnyHandle> {
  readonly state: StateOf<H>;
  readonly facts: readonly Stored<FactOf<H>>[];
  /** Of the last fact; -1 if there is none. */
  readonly revision: number;
}

/** The record of Onfile: facts in KurrentDB, or in the embedded node, which speaks the same protocol. */
export interface EventLog {
  /** Writes one decision, exactly once. See `record`. */
  record<S extends Handles>(request: RecordRequest<S>): Promise<Recorded<S>>;
  /** Reads several streams at once, also for a `record` that follows. @throws {LogUnavailable | FactUnreadable} */
  load<S extends Handles>(streams: S): Promise<LoadedOf<S>>;
  /** Reads one stream to its end; of a `known` one only what is new. @throws {LogUnavailable | FactUnreadable} */
  read<H extends AnyHandle>(handle: H, known?: KnownStreams): Promise<ReadStream<H>>;
  /** Events of one stream from a revision on, with what can not be read among them. @throws {LogUnavailable} */
  readRaw(stream: string, fromRevision: number): Promise<readonly Followed[]>;
  /** Follows the whole log. See `follow`. */
  follow(request: FollowRequest): Promise<void>;
  /** Reads a stretch of the whole log. See `readUpTo`. */
  readUpTo(stretch: Stretch): Promise<void>;
  /** Position of the last event of the whole log; '0' if it is empty. @throws {LogUnavailable} */
  endPosition(): Promise<string>;
  /** Ends open streams. The process can end after it. */
  close(): Promise<void>;
}

/** Where the log is, and how long to wait for it (milliseconds). */
export interface EventLogOptions {
  /** `kurrentdb://…` */
  readonly url: string;
  readonly readTimeoutMs?: number;
  readonly appendTimeoutMs?: number;
}

/** Opens the log; it is reached for at the first call. One for a process. */
export function createEventLog({ url, readTimeoutMs = 5_000, appendTimeoutMs = 5_000 }: EventLogOptions): EventLog {
  const store = new EventStore(url, { readTimeoutMs, appendTimeoutMs });
  return {
    record: (request) => record(store, request),
    load: (streams) => load(store, streams),
    async read<H extends AnyHandle>(handle: H, known?: KnownStreams) {
      const { facts: seen, state: before } = known?.get(handle.name) ?? { facts: [], state: handle.category.initial };
      const events = await store.readFrom(handle.name, (seen.at(-1)?.revision ?? -1) + 1);
      const tail = events.map((event) => decode(event, handle.category));
      const facts = [...seen, ...tail];
      const state = fold(handle, before, tail) as StateOf<H>;
      // Decoded for this handle's category, so they are its facts.
      return { state, facts: facts as Stored<FactOf<H>>[], revision: facts.at(-1)?.revision ?? -1 };
    },
    readRaw: async (stream, fromRevision) => (await store.readFrom(stream, fromRevision)).map(followed),
    follow: (request) => follow(store, request),
    readUpTo: (stretch) => readUpTo(store, stretch),
    endPosition: () => store.endPosition(),
    close: () => store.close(),
  };
}
