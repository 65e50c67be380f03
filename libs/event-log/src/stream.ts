import { categories } from './categories';
import { streamOf, type StreamHandle } from './model/stream-handle';

type Categories = typeof categories;
type StateIn<Name extends keyof Categories> = ReturnType<Categories[Name]['evolve']>;
type FactIn<Name extends keyof Categories> = Parameters<Categories[Name]['evolve']>[1];

/**
 * The handle of a stream of Onfile, as `stream('wallet', accountId)`.
 * @throws {RangeError} for an id that could not stand in a stream's name
 */
export function stream<Name extends keyof Categories>(
  name: Name,
  id: string,
): StreamHandle<StateIn<Name>, FactIn<Name>> {
  // The compiler does not see that state and facts of one name belong together.
  return streamOf(categories[name] as never, id) as StreamHandle<StateIn<Name>, FactIn<Name>>;
}
