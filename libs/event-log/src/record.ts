import { asStored, decode, encode } from './codec';
import { CommandReused, LogConflict, LogOutcomeUnknown, LogUnavailable } from './errors';
import { pause } from './kurrent/pause';
import type { EventStore, StreamAppend } from './kurrent/event-store';
import { appendTrouble } from './kurrent/trouble';
import { fold } from './model/fold';
import type { NewEvent } from './model/raw-event';
import { laterOf, type Stored } from './model/stored';
import type { AnyHandle, FactOf, StateOf } from './model/stream-handle';

/** The streams that one command reads and may write, by the names that `decide` knows them by. */
export type Handles = Readonly<Record<string, AnyHandle>>;

/** One decision to be recorded. */
export interface RecordRequest<S extends Handles> {
  /** Names this command for ever: a second one of the same id is answered with what the first one wrote. */
  readonly commandId: string;
  /** Digest of the request's body: the same command id with another body is refused. */
  readonly bodyHash?: string;
  /** Opaque id of who asks. */
  readonly actor?: string;
  /** When this is decided, ISO. */
  readonly at: string;
  readonly streams: S;
  /**
   * Streams as this process saw them last (of `load`, or of an earlier `record`), by name. They are not read again unless
   * that turns out to be needed: an append is guarded by their revisions, and what would end without one, because there
   * is nothing to write or because `decide` refuses, is decided again on what the log says now.
   */
  readonly known?: KnownStreams;
  /** Pure; called again after a conflict. What it throws comes through, and nothing is written. */
  readonly decide: (
    states: { [K in keyof S]: StateOf<S[K]> },
    at: string,
  ) => { [K in keyof S]?: readonly FactOf<S[K]>[] };
}

/** What a command wrote, now or the first time. */
export interface Recorded<S extends Handles> {
  /** This command's own facts by stream. */
  readonly facts: { [K in keyof S]?: readonly Stored<FactOf<S[K]>>[] };
  /** The streams as they are now. */
  readonly states: { [K in keyof S]: StateOf<S[K]> };
  /** Revision of each stream's last fact, -1 if it has none. */
  readonly revisions: { [K in keyof S]: number };
  /** A reader who has come to here has seen all of it. */
  readonly position: string;
  /** True if the command had been recorded before. */
  readonly repeated: boolean;
  /** The streams as they are now, for the next `record` of this process. */
  readonly known: KnownStreams;
}

/** Several streams, read to their ends. */
export type LoadedOf<S extends Handles> = Pick<Recorded<S>, 'states' | 'revisions' | 'known'>;

/** A stream as it was when it was read: for `record` alone to look into. */
export interface KnownStream {
  readonly facts: readonly Stored[];
  readonly state: unknown;
}

/** Known streams by name. */
export type KnownStreams = ReadonlyMap<string, KnownStream>;

/** One stream, loaded. */
interface Loaded extends KnownStream {
  readonly handle: AnyHandle;
  /** Taken from memory, so that others may have written to it since. */
  readonly mayBeOld?: boolean;
}

type LoadedStreams = Readonly<Record<string, Loaded>>;

const isUpToDate = (loaded: LoadedStreams): boolean => Object.values(loaded).every(({ mayBeOld }) => !mayBeOld);

/** Where one of several streams has the command's facts in memory, the others may be from before it. */
const mayAnswerFrom = (loaded: LoadedStreams): boolean => Object.keys(loaded).length === 1 || isUpToDate(loaded);

/** Rounds of load, decide and append before a busy stream is given up. */
const ROUNDS = 12;
/** Sends of one append whose answer was lost, or that could not be sent. */
const SENDS = 4;
const BACKOFF = { firstMs: 10, longestMs: 400 };

/**
 * The one way to write facts (architecture section 3): load the streams; if this command's own facts are there, they are
 * the answer; decide; append under the revisions that were read, all streams at once; on a conflict do it all again.
 * @throws {CommandReused | LogConflict | LogUnavailable | LogOutcomeUnknown} and whatever `decide` throws
 */
export async function record<S extends Handles>(store: EventStore, request: RecordRequest<S>): Promise<Recorded<S>> {
  let loaded = await loadAll(store, request.streams, request.known);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const own = ownFacts(loaded, request);
    if (own && mayAnswerFrom(loaded)) return answerOf<S>(loaded, own, true);
    if (own) {
      loaded = await loadMore(store, loaded);
      continue;
    }
    const appends = decideUnlessOld(loaded, request);
    if (appends === 'look-again') {
      loaded = await loadMore(store, loaded);
      continue;
    }
    if (appends.every(isEmpty)) return answerOf<S>(loaded, {}, false);
    const position = await send(store, appends);
    if (position !== undefined) return written<S>(loaded, appends, position);
    await pause(round, BACKOFF);
    loaded = await loadMore(store, loaded);
  }
  throw new LogConflict(Object.values(request.streams).map(({ name }) => name));
}

/** Reads several streams to their ends. @throws {LogUnavailable | FactUnreadable} */
export async function load<S extends Handles>(store: EventStore, streams: S): Promise<LoadedOf<S>> {
  const { states, revisions, known } = answerOf<S>(await loadAll(store, streams), {}, false);
  return { states, revisions, known };
}

async function loadAll(store: EventStore, streams: Handles, known?: KnownStreams): Promise<LoadedStreams> {
  const begun = mapValues(streams, (handle): Loaded => {
    const seen = known?.get(handle.name);
    return seen ? { handle, ...seen, mayBeOld: true } : { handle, facts: [], state: handle.category.initial };
  });
  const isNew = ({ mayBeOld }: Loaded) => !mayBeOld;
  const read = Object.fromEntries(Object.entries(begun).filter(([, one]) => isNew(one)));
  return { ...begun, ...(await loadMore(store, read)) };
}

/** Reads what was appended since, and folds it. */
async function loadMore(store: EventStore, loaded: LoadedStreams): Promise<LoadedStreams> {
  return Object.fromEntries(
    await Promise.all(
      Object.entries(loaded).map(async ([key, { handle, facts, state }]) => {
        const tail = (await store.readFrom(handle.name, lastRevision(facts) + 1)).map((it) =>
          decode(it, handle.category),
        );
        return [key, { handle, facts: [...facts, ...tail], state: fold(handle, state, tail) }] as const;
      }),
    ),
  );
}

const lastRevision = (facts: readonly Stored[]): number => facts.at(-1)?.revision ?? -1;

/** @throws {CommandReused} */
function ownFacts(loaded: LoadedStreams, { commandId, bodyHash }: { commandId: string; bodyHash?: string }) {
  const own = mapValues(loaded, ({ facts }) => facts.filter((stored) => stored.commandId === commandId));
  const first = Object.values(own).flat()[0];
  if (!first) return undefined;
  if (bodyHash !== undefined && first.bodyHash !== undefined && bodyHash !== first.bodyHash) {
    throw new CommandReused(commandId);
  }
  return own;
}

/** What to append, by stream, in the order of `streams`. */
interface Decided extends StreamAppend {
  readonly key: string;
}

const isEmpty = ({ events }: StreamAppend): boolean => events.length === 0;

/** Nothing guards what is not written: neither "nothing to add" nor a refusal counts on streams that may be old. */
function decideUnlessOld<S extends Handles>(
  loaded: LoadedStreams,
  request: RecordRequest<S>,
): readonly Decided[] | 'look-again' {
  if (isUpToDate(loaded)) return decideAppends(loaded, request);
  try {
    const appends = decideAppends(loaded, request);
    return appends.every(isEmpty) ? 'look-again' : appends;
  } catch {
    return 'look-again'; // and what is thrown then comes through
  }
}

function decideAppends<S extends Handles>(loaded: LoadedStreams, request: RecordRequest<S>): Decided[] {
  const { commandId, bodyHash, actor, at } = request;
  const states = mapValues(loaded, ({ state }) => state) as { [K in keyof S]: StateOf<S[K]> };
  const writes = request.decide(states, at);
  return Object.entries(loaded).map(([key, { handle, facts }]) => ({
    key,
    stream: handle.name,
    revision: lastRevision(facts),
    events: (writes[key] ?? []).map((fact, index): NewEvent =>
      encode(handle, fact, index, { commandId, bodyHash, actor }),
    ),
  }));
}

/**
 * Answers the position, or undefined after a conflict. An append whose answer was lost is sent again, with the same ids:
 * written twice it is written once.
 */
async function send(store: EventStore, appends: readonly StreamAppend[]): Promise<string | undefined> {
  let mayBeWritten = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (appends.length === 1 ? store.appendToOne(appends[0]!) : store.appendToMany(appends));
    } catch (error) {
      const trouble = appendTrouble(error);
      if (trouble === 'conflict') return undefined;
      if (trouble === 'refused') throw error;
      mayBeWritten ||= trouble === 'outcome-unknown';
      if (attempt === SENDS) throw mayBeWritten ? new LogOutcomeUnknown(error) : new LogUnavailable(error);
    }
    await pause(attempt, BACKOFF);
  }
}

function written<S extends Handles>(loaded: LoadedStreams, appends: readonly Decided[], position: string): Recorded<S> {
  const own = Object.fromEntries(
    appends.map(({ key, revision, events }) => {
      const { handle } = loaded[key]!;
      return [key, events.map((event, index) => asStored(handle, event, revision + 1 + index, position))];
    }),
  );
  const after = mapValues(loaded, ({ handle, facts, state }, key) => {
    const added = own[key] ?? [];
    return { handle, facts: [...facts, ...added], state: fold(handle, state, added) };
  });
  return answerOf<S>(after, own, false);
}

function answerOf<S extends Handles>(
  loaded: LoadedStreams,
  own: Readonly<Record<string, readonly Stored[]>>,
  repeated: boolean,
): Recorded<S> {
  const seen = Object.values(own).some((facts) => facts.length > 0) ? own : mapValues(loaded, ({ facts }) => facts);
  const position = Object.values(seen).reduce((latest, facts) => laterOf(latest, facts.at(-1)?.position ?? '0'), '0');
  // The names of `streams` are those of every part of the answer, which the compiler can not follow through entries.
  return {
    facts: own,
    states: mapValues(loaded, ({ state }) => state),
    revisions: mapValues(loaded, ({ facts }) => lastRevision(facts)),
    position,
    repeated,
    known: new Map(Object.values(loaded).map(({ handle, facts, state }) => [handle.name, { facts, state }])),
  } as unknown as Recorded<S>;
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  to: (value: From, key: string) => To,
): Record<string, To> {
  const mapped: Record<string, To> = {};
  for (const key of Object.keys(record)) mapped[key] = to(record[key]!, key);
  return mapped;
}
