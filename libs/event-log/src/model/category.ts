import type { Fact, Sealed } from '@onfile/domain';

/** Any fact, of whatever category; personal facts have their sealed part. */
export type AnyFact = Fact<string, unknown> & { readonly sealed?: Sealed };

/** What a fact was given as: its `data`, before or after an upcaster. */
export type FactData = Readonly<Record<string, unknown>>;

/** Turns the data of one version of a fact into that of the next. Total: old facts are never refused. */
export type Upcaster = (data: FactData, at: string) => FactData;

/** What the codec knows of one type of fact. `Personal` facts must carry a sealed part, the others must not. */
export interface FactType<Personal extends boolean = boolean> {
  /** The version that is written today. */
  readonly version: number;
  readonly personal: Personal;
  /** The first one reads version 1, the last one makes today's version. */
  readonly upcasters: readonly Upcaster[];
}

/** Every type of a union of facts, none left out and none besides: the compiler asks for a new type here. */
export type FactTypes<Event extends AnyFact> = {
  readonly [Type in Event['type']]: FactType<Extract<Event, { type: Type }> extends { sealed: Sealed } ? true : false>;
};

/** A kind of stream: the facts it may hold and how they fold. `name` is camelCase: the category ends at the first dash. */
export interface Category<State = unknown, Event extends AnyFact = AnyFact> {
  readonly name: string;
  readonly initial: State;
  readonly evolve: (state: State, fact: Event) => State;
  readonly types: FactTypes<Event>;
}

/** A fact without personal fields; one upcaster for each version it has outgrown. */
export const plain = (...upcasters: Upcaster[]): FactType<false> => ({
  version: upcasters.length + 1,
  personal: false,
  upcasters,
});

/** A fact whose personal fields are sealed; one upcaster for each version it has outgrown. */
export const personal = (...upcasters: Upcaster[]): FactType<true> => ({
  version: upcasters.length + 1,
  personal: true,
  upcasters,
});
