import type { EventLog, Stored } from '@onfile/event-log';

type Log = Pick<EventLog, 'load' | 'read' | 'record'>;

/** The event log in memory: the same answers as the real one, and a look at everything in it. */
export interface MemoryLog extends Log {
  /** Types of the facts of one stream, in order. */
  types(stream: string): string[];
  facts(stream: string): readonly Stored[];
  /** Puts a fact there that another process wrote. */
  given(stream: string, fact: Stored['fact']): void;
  /** The next `times` calls find the log away. */
  goAway(times: number): void;
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

type Authorship = Pick<Stored, 'commandId' | 'bodyHash' | 'actor'>;

/** An empty log. */
export function memoryLog(): MemoryLog {
  const streams = new Map<string, Stored[]>();
  let position = 0;
  let absences = 0;

  const factsOf = (name: string): Stored[] => streams.get(name) ?? [];
  const expectHere = () => {
    if (absences > 0) {
      absences -= 1;
      throw new Error('the log is away');
    }
  };
  const fold = ({ name, category: { initial, evolve } }: AnyHandle) =>
    factsOf(name).reduce((state, { fact }) => (evolve as (s: unknown, f: unknown) => unknown)(state, fact), initial);
  const knownOf = (handles: readonly AnyHandle[]) =>
    new Map(handles.map((handle) => [handle.name, { facts: factsOf(handle.name), state: fold(handle) }]));
  const append = (name: string, fact: Stored['fact'], author: Authorship): Stored => {
    const before = factsOf(name);
    const place = { revision: before.length, position: String((position += 1)) };
    const stored: Stored = { fact, id: `event-${position}`, stream: name, ...place, ...author };
    streams.set(name, [...before, stored]);
    return stored;
  };

  const record = async ({ commandId, bodyHash, actor, at, streams: handles, decide }: AnyRecord) => {
    expectHere();
    const names = Object.entries(handles);
    const answer = (facts: Record<string, Stored[]>, repeated: boolean) => ({
      facts,
      states: Object.fromEntries(names.map(([key, handle]) => [key, fold(handle)])),
      revisions: Object.fromEntries(names.map(([key, { name }]) => [key, factsOf(name).length - 1])),
      position: String(position),
      repeated,
      known: knownOf(Object.values(handles)),
    });
    const own = names.map(
      ([key, { name }]) => [key, factsOf(name).filter((stored) => stored.commandId === commandId)] as const,
    );
    if (own.some(([, facts]) => facts.length > 0)) return answer(Object.fromEntries(own), true);
    const writes = decide(Object.fromEntries(names.map(([key, handle]) => [key, fold(handle)])), at);
    const written = names.map(([key, { name }]) => {
      const facts = (writes[key] ?? []).map((fact) => append(name, fact, { commandId, bodyHash, actor }));
      return [key, facts] as const;
    });
    return answer(Object.fromEntries(written), false);
  };

  return {
    record: record as unknown as Log['record'],
    load: (async (handles: Readonly<Record<string, AnyHandle>>) => {
      expectHere();
      return { known: knownOf(Object.values(handles)) };
    }) as unknown as Log['load'],
    read: (async (handle: AnyHandle) => {
      expectHere();
      const facts = factsOf(handle.name);
      return { state: fold(handle), facts, revision: facts.length - 1 };
    }) as unknown as Log['read'],
    types: (name) => factsOf(name).map(({ fact }) => fact.type),
    facts: factsOf,
    given: (name, fact) => void append(name, fact, { commandId: `given-${position}` }),
    goAway: (times) => void (absences = times),
  };
}
