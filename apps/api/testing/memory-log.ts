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
  readonly at: string;
  readonly streams: Readonly<Record<string, AnyHandle>>;
  readonly decide: (states: Record<string, unknown>, at: string) => Record<string, Stored['fact'][] | undefined>;
}

/** An empty log. */
export function memoryLog(): MemoryLog {
  const kept: Stored[] = [];
  const followers = new Set<() => void>();
  const streams = new Map<string, Stored[]>();
  const factsOf = (name: string): readonly Stored[] => streams.get(name) ?? [];
  const fold = ({ name, category: { initial, evolve } }: AnyHandle) =>
    factsOf(name).reduce((state, { fact }) => (evolve as (s: unknown, f: unknown) => unknown)(state, fact), initial);
  const append = (stream: string, fact: Stored['fact'], commandId: string, bodyHash?: string): Stored => {
    const position = String(kept.length + 1);
    const stored = {
      fact,
      id: `event-${position}`,
      stream,
      revision: factsOf(stream).length,
      position,
      commandId,
      bodyHash,
    };
    kept.push(stored);
    streams.set(stream, [...factsOf(stream), stored]);
    return stored;
  };
  const log = {
    away: false,
    all: () => kept,
    types: (name: string) => factsOf(name).map(({ fact }) => fact.type),
    given: (name: string, fact: Stored['fact'], by?: { commandId: string; bodyHash?: string }) => {
      append(name, fact, by?.commandId ?? `given-${kept.length}`, by?.bodyHash);
      followers.forEach((tell) => tell());
    },
    async read(handle: AnyHandle) {
      expectHere();
      const facts = factsOf(handle.name);
      return { state: fold(handle), facts, revision: facts.length - 1 };
    },
    async record({ commandId, bodyHash, at, streams, decide }: AnyRecord) {
      expectHere();
      const names = Object.entries(streams);
      const answer = (facts: Record<string, Stored[]>, repeated: boolean) => ({
        facts,
        states: Object.fromEntries(names.map(([key, handle]) => [key, fold(handle)])),
        revisions: Object.fromEntries(names.map(([key, { name }]) => [key, factsOf(name).length - 1])),
        position: String(kept.length),
        repeated,
      });
      const own = names.map(
        ([key, { name }]) => [key, factsOf(name).filter((it) => it.commandId === commandId)] as const,
      );
      const first = own.flatMap(([, facts]) => facts)[0];
      if (first && first.bodyHash !== bodyHash) throw new CommandReused(commandId);
      if (first) return answer(Object.fromEntries(own), true);
      const writes = decide(Object.fromEntries(names.map(([key, handle]) => [key, fold(handle)])), at);
      const written = names.map(([key, { name }]) => {
        return [key, (writes[key] ?? []).map((fact) => append(name, fact, commandId, bodyHash))] as const;
      });
      followers.forEach((tell) => tell());
      return answer(Object.fromEntries(written), false);
    },
    async follow({ prefixes = [''], from, onBatch, signal }: Parameters<Log['follow']>[0]) {
      let reached = BigInt(from);
      const tell = (): void => {
        const fresh = kept.filter(
          (it) => BigInt(it.position) > reached && prefixes.some((start) => it.stream.startsWith(start)),
        );
        reached = BigInt(kept.length);
        if (fresh.length > 0) void onBatch(fresh as never);
      };
      tell();
      followers.add(tell);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      followers.delete(tell);
    },
  };
  const expectHere = (): void => {
    if (log.away) throw new LogUnavailable(new Error('away'));
  };
  return log as unknown as MemoryLog;
}
