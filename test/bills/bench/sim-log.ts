import { LogConflict, type EventLog, type Stored } from '@onfile/event-log';

type Log = Pick<EventLog, 'load' | 'record' | 'read'>;

/** Where a simulation may let others go first, or end the process: before a call does its work, and after it. */
export type Moment = (what: 'load' | 'append' | 'appended') => Promise<void>;

/** The event log in memory with what the real one guards: revisions, all streams or none, and commands once. */
export interface SimLog extends Log {
  facts(stream: string): readonly Stored[];
  types(stream: string): string[];
  streams(category: string): readonly string[];
  /** Puts a fact there that another process wrote. */
  given(stream: string, ...facts: readonly Stored['fact'][]): void;
  /** Every fact, in the order of the log. */
  all(): readonly Stored[];
  /** How often it was read and appended to. */
  readonly calls: { reads: number; appends: number };
}

interface AnyHandle {
  readonly name: string;
  readonly category: { readonly initial: unknown; readonly evolve: (state: never, fact: never) => unknown };
}
interface Known {
  readonly facts: readonly Stored[];
  readonly state: unknown;
}
interface AnyRecord {
  readonly commandId: string;
  readonly at: string;
  readonly streams: Readonly<Record<string, AnyHandle>>;
  readonly known?: ReadonlyMap<string, Known>;
  readonly decide: (
    states: Record<string, unknown>,
    at: string,
  ) => Record<string, readonly Stored['fact'][] | undefined>;
}

const ROUNDS = 30;

/** An empty log. */
export function simLog(moment: Moment = async () => undefined): SimLog {
  const streams = new Map<string, Stored[]>();
  const all: Stored[] = [];
  const calls = { reads: 0, appends: 0 };
  const factsOf = (name: string): readonly Stored[] => streams.get(name) ?? [];
  const evolve = ({ category }: AnyHandle, state: unknown, facts: readonly Stored[]): unknown =>
    facts.reduce((before, { fact }) => (category.evolve as (s: unknown, f: unknown) => unknown)(before, fact), state);
  const put = (name: string, fact: Stored['fact'], commandId: string): Stored => {
    const kept = streams.get(name) ?? [];
    const position = String(all.length + 1);
    // Through JSON, as everybody else will read it.
    const plain = JSON.parse(JSON.stringify(fact)) as Stored['fact'];
    const stored: Stored = {
      fact: plain,
      id: `event-${position}`,
      stream: name,
      revision: kept.length,
      position,
      commandId,
    };
    kept.push(stored);
    streams.set(name, kept);
    all.push(stored);
    return stored;
  };
  const readOne = async (handle: AnyHandle): Promise<Known> => {
    calls.reads += 1;
    await moment('load');
    const facts = [...factsOf(handle.name)];
    return { facts, state: evolve(handle, handle.category.initial, facts) };
  };
  const answer = (seen: Record<string, Known>, handles: Readonly<Record<string, AnyHandle>>) => ({
    states: Object.fromEntries(Object.entries(seen).map(([key, { state }]) => [key, state])),
    revisions: Object.fromEntries(Object.entries(seen).map(([key, { facts }]) => [key, facts.length - 1])),
    known: new Map(Object.entries(seen).map(([key, one]) => [handles[key]!.name, one])),
  });
  const loadAll = async (
    handles: Readonly<Record<string, AnyHandle>>,
    known?: ReadonlyMap<string, Known>,
  ): Promise<Record<string, Known>> => {
    const entries = Object.entries(handles).map(
      async ([key, handle]) => [key, known?.get(handle.name) ?? (await readOne(handle))] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };

  const record = async ({ commandId, at, streams: handles, known, decide }: AnyRecord) => {
    let seen = await loadAll(handles, known);
    let isFresh = known === undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      const own = Object.fromEntries(
        Object.entries(seen).map(([key, { facts }]) => [key, facts.filter((one) => one.commandId === commandId)]),
      );
      if (Object.values(own).some((facts) => facts.length > 0)) {
        if (!isFresh) {
          seen = await loadAll(handles);
          isFresh = true;
          continue;
        }
        return { ...answer(seen, handles), facts: own, position: String(all.length), repeated: true };
      }
      const writes = decide(Object.fromEntries(Object.entries(seen).map(([key, { state }]) => [key, state])), at);
      if (Object.values(writes).every((facts) => !facts?.length)) {
        if (isFresh) return { ...answer(seen, handles), facts: {}, position: String(all.length), repeated: false };
        seen = await loadAll(handles);
        isFresh = true;
        continue;
      }
      calls.appends += 1;
      await moment('append');
      if (Object.entries(seen).some(([key, { facts }]) => factsOf(handles[key]!.name).length !== facts.length)) {
        seen = await loadAll(handles);
        isFresh = true;
        continue;
      }
      const facts = Object.fromEntries(
        Object.entries(handles).map(([key, { name }]) => [
          key,
          (writes[key] ?? []).map((fact) => put(name, fact, commandId)),
        ]),
      );
      const after = Object.fromEntries(
        Object.entries(seen).map(([key, one]) => [
          key,
          { facts: [...one.facts, ...(facts[key] ?? [])], state: evolve(handles[key]!, one.state, facts[key] ?? []) },
        ]),
      );
      await moment('appended');
      return { ...answer(after, handles), facts, position: String(all.length), repeated: false };
    }
    throw new LogConflict(Object.values(handles).map(({ name }) => name));
  };

  return {
    record: record as unknown as Log['record'],
    load: (async (handles: Readonly<Record<string, AnyHandle>>) =>
      answer(await loadAll(handles), handles)) as unknown as Log['load'],
    read: (async (handle: AnyHandle) => {
      const { facts, state } = await readOne(handle);
      return { facts, state, revision: facts.length - 1 };
    }) as unknown as Log['read'],
    facts: factsOf,
    types: (name) => factsOf(name).map(({ fact }) => fact.type),
    streams: (category) => [...streams.keys()].filter((name) => name.startsWith(`${category}-`)),
    given: (name, ...facts) => facts.forEach((fact) => void put(name, fact, `given-${all.length}`)),
    all: () => all,
    calls,
  };
}
