import type { AnyHandle } from './stream-handle';
import type { Stored } from './stored';

/** Folds facts that the codec has decoded for this stream onto a state of it. */
export function fold(handle: AnyHandle, state: unknown, facts: readonly Stored[]): unknown {
  // The codec has checked that these facts are of this category, which no type can tell it.
  const evolve = handle.category.evolve as (state: unknown, fact: unknown) => unknown;
  return facts.reduce((before, { fact }) => evolve(before, fact), state);
}
