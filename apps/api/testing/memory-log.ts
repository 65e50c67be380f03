import { CommandReused, LogUnavailable, type EventLog, type Stored } from '@onfile/event-log';

type Log = Pick<EventLog, 'read' | 'record' | 'follow'>;

/** The event log in memory: the answers and errors of the real one, and a look at everything in it. */
export interface MemoryLog extends Log {
  /** Every fact of the log, in the order of its positions. */
  all(): readonly Stored[];
  /** Types of the facts of one stream, in order. */
  types(stream: string): string[];
  /** Puts a fact there that another process wrote. */
  given(stream: string, fact: Stored['fact'], by?: { commandId: string; bodyHash?: string }): void;
  /** While true the log can not be reached. */
  away: boolean;
}

interface AnyHandle {
  readonly name: string;
  readonly category: { readonly initial: unknown; readonly evolve: (state: never, fact: never) => unknown };
}
interface AnyRecord {
  readonly commandId: string;
  readonly bodyHash?: string;
  readonly actor?: string;
  readonly at: string;
  readonly streams: Readonly<Record<string, AnyHandle>>;
  readonly decide: (states: Record<string, unknown>, at: string) => Record<string, Stored['fact'][] | undefined>;
}

/** What is in the log, and who wants to hear of more. */
class Store {
  readonly kept: Stored[] = [];
  readonly followers = new Set<() => void>();
  private readonly streams = new Map<string, Stored[]>();

  factsOf(name: string): readonly Stored[] {
    return this.streams.get(name) ?? [];
  }

  fold({ name, category: { initial, evolve } }: AnyHandle): unknown {
    const fold = evolve as (state: unknown, fact: unknown) => unknown;
    return this.factsOf(name).reduce((state, { fact }) => fold(state, fact), initial);
  }

  append(stream: string, fact: Stored['fact'], author: Pick<Stored, 'commandId' | 'bodyHash' | 'actor'>): Stored {
    const position = String(this.kept.length + 1);
    const revision = this.factsOf(stream).length;
    const stored = { fact, id: `event-${position}`, stream, revision, position, ...author };
    this.kept.push(stored);
    this.streams.set(stream, [...this.factsOf(stream), stored]);
    return stored;
  }

  tell(): void {
    this.followers.forEach((hear) => hear());
  }
}

/** An empty log. */
export function memoryLog(): MemoryLog {
  const store = new Store();
  const log = {
    away: false,
    all: () => store.kept,
    types: (name: string) => store.factsOf(name).map(({ fact }) => fact.type),
    given: (name: string, fact: Stored['fact'], by?: { commandId: string; bodyHash?: string }) => {
      store.append(name, fact, { commandId: by?.commandId ?? `given-${store.kept.length}`, bodyHash: by?.bodyHash });
      store.tell();
    },
    async read(handle: AnyHandle) {
      expectHere();
      const facts = store.factsOf(handle.name);
      return { state: store.fold(handle), facts, revision: facts.length - 1 };
    },
    async record(request: AnyRecord) {
      expectHere();
      return record(store, request);
    },
    follow: (request: Parameters<Log['follow']>[0]) => follow(store, request),
  };
  const expectHere = (): void => {
    if (log.away) throw new LogUnavailable(new Error('away'));
  };
  return log as unknown as MemoryLog;
}

function record(store: Store, { commandId, bodyHash, actor, at, streams, decide }: AnyRecord) {
  const names = Object.entries(streams);
  const states = () => Object.fromEntries(names.map(([key, handle]) => [key, store.fold(handle)]));
  const answer = (facts: Record<string, Stored[]>, repeated: boolean) => ({
    facts,
    states: states(),
    revisions: Object.fromEntries(names.map(([key, { name }]) => [key, store.factsOf(name).length - 1])),
    position: String(store.kept.length),
    repeated,
    known: new Map(),
  });
  const ownOf = (name: string) => store.factsOf(name).filter((stored) => stored.commandId === commandId);
  const own = names.map(([key, { name }]) => [key, ownOf(name)] as const);
  const first = own.flatMap(([, facts]) => facts)[0];
  if (first && first.bodyHash !== bodyHash) throw new CommandReused(commandId);
  if (first) return answer(Object.fromEntries(own), true);
  const writes = decide(states(), at);
  const written = names.map(([key, { name }]) => {
    return [key, (writes[key] ?? []).map((fact) => store.append(name, fact, { commandId, bodyHash, actor }))] as const;
  });
  store.tell();
  return answer(Object.fromEntries(written), false);
}

async function follow(
  store: Store,
  { prefixes = [''], from, onBatch, signal }: Parameters<Log['follow']>[0],
): Promise<void> {
  let reached = BigInt(from);
  const hear = (): void => {
    const isFollowed = ({ stream }: Stored): boolean => prefixes.some((start) => stream.startsWith(start));
    const fresh = store.kept.filter((stored) => BigInt(stored.position) > reached && isFollowed(stored));
    reached = BigInt(store.kept.length);
    if (fresh.length > 0) void onBatch(fresh as never);
  };
  hear();
  store.followers.add(hear);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  store.followers.delete(hear);
}
