import type { AnyFact } from './category';

/** A fact as the log keeps it. */
export interface Stored<Event = AnyFact> {
  readonly fact: Event;
  /** The event's id: a hash of stream, command id, index and content. */
  readonly id: string;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /**
   * Place in the whole log, as decimal text. Of facts just written: the place of the last fact of their append, so
   * whoever has read up to there has read them.
   */
  readonly position: string;
  readonly commandId: string;
  /** Digest of the body of the request behind it. */
  readonly bodyHash?: string;
  /** Opaque id of who asked for it. */
  readonly actor?: string;
}

/** The greater of two positions; '0' is before everything. */
export const laterOf = (a: string, b: string): string => (BigInt(a) >= BigInt(b) ? a : b);
