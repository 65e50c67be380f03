import type { AnyFact, Category, FactType } from './category';

/** One stream of the log: its name and what it holds. */
export interface StreamHandle<State = unknown, Event extends AnyFact = AnyFact> {
  /** `<category>-<id>`. */
  readonly name: string;
  readonly id: string;
  readonly category: Category<State, Event>;
}

/** A category whose state and facts are not known here: only the codec's facts may be folded by it, see `fold`. */
export interface AnyCategory {
  readonly name: string;
  readonly initial: unknown;
  readonly evolve: (state: never, fact: never) => unknown;
  readonly types: Readonly<Record<string, FactType>>;
}

/** A handle of any category. */
export interface AnyHandle {
  readonly name: string;
  readonly id: string;
  readonly category: AnyCategory;
}

/** What the facts of a stream fold to. */
export type StateOf<H extends AnyHandle> = H extends StreamHandle<infer State, infer _Event> ? State : never;
/** The facts of a stream. */
export type FactOf<H extends AnyHandle> = H extends StreamHandle<infer _State, infer Event> ? Event : never;

const ID = /^[A-Za-z0-9_-]+$/;

/**
 * The handle of a stream.
 * @throws {RangeError} for an id that could not stand in a stream's name.
 */
export function streamOf<State, Event extends AnyFact>(
  category: Category<State, Event>,
  id: string,
): StreamHandle<State, Event> {
  if (!ID.test(id)) throw new RangeError(`not the id of a ${category.name} stream`);
  return { name: `${category.name}-${id}`, id, category };
}

/** Category and id in a stream's name: the category ends at the first dash. */
export function splitStreamName(name: string): { category: string; id: string } {
  const dash = name.indexOf('-');
  return dash < 0 ? { category: name, id: '' } : { category: name.slice(0, dash), id: name.slice(dash + 1) };
}
