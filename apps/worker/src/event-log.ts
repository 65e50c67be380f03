import type { AnyHandle, FactOf, StateOf } from '../../../libs/event-log/src/model/stream-handle';
import { streamOf } from '../../../libs/event-log/src/model/stream-handle';
import type { Stored } from '../../../libs/event-log/src/model/stored';
import { categories } from '../../../libs/event-log/src/categories';
import type { Sealed } from '@onfile/domain';
export type { Stored };
export const stream = <N extends keyof typeof categories>(n: N, id: string) =>
  streamOf(
    categories[n] as never,
    id,
  ) as unknown as import('../../../libs/event-log/src/model/stream-handle').StreamHandle<
    ReturnType<(typeof categories)[N]['evolve']>,
    Parameters<(typeof categories)[N]['evolve']>[1]
  >;
export interface EventLog {
  record<S extends Record<string, AnyHandle>>(r: {
    commandId: string;
    bodyHash?: string;
    at: string;
    streams: S;
    decide: (states: { [K in keyof S]: StateOf<S[K]> }, at: string) => { [K in keyof S]?: FactOf<S[K]>[] };
  }): Promise<{
    facts: { [K in keyof S]?: Stored<FactOf<S[K]>>[] };
    states: { [K in keyof S]: StateOf<S[K]> };
    revisions: { [K in keyof S]: number };
    position: string;
    repeated: boolean;
  }>;
  read<H extends AnyHandle>(h: H): Promise<{ state: StateOf<H>; facts: Stored<FactOf<H>>[]; revision: number }>;
}
export interface Sealer {
  unseal(accountId: string, sealed: Sealed): Promise<Record<string, string> | 'forgotten'>;
}
