import type { BillingPolicy } from '../bill/policy';
import type { Fact } from '../fact';

/** The kinds of streams that are looked back at. */
export type RecordedCategory =
  | 'account'
  | 'bill'
  | 'cardAddition'
  | 'cardFingerprint'
  | 'cardValidityChange'
  | 'charges'
  | 'mobileNumber'
  | 'wallet';

/** One fact of the log with all that is known about it. `id`: of its stream, after the category and its dash. */
export interface RecordedFact {
  readonly category: RecordedCategory;
  readonly id: string;
  readonly revision: number;
  /** Place in the whole log, as decimal text. */
  readonly position: string;
  /** The decision that wrote it: facts of one decision have the same. */
  readonly commandId: string;
  /** Opaque id of who asked for it, where that was a person. */
  readonly actor?: string;
  readonly fact: Fact<string, unknown>;
}

/**
 * What the log knows of a bill or a journey up to an instant: its own stream and those that its rules looked at. Tokens and
 * digests are exchanged for words that keep only which are the same; nothing sealed is in it.
 */
export interface Recording {
  readonly kind: 'bill' | 'journey';
  readonly id: string;
  /** ISO: nothing later is in it. */
  readonly until: string;
  /** In the order of the log. */
  readonly facts: readonly RecordedFact[];
  /** The settings that bills run under now. */
  readonly policy: BillingPolicy;
}

/** Earlier in the log is before. */
export const inLogOrder = (a: RecordedFact, b: RecordedFact): number => {
  const [first, second] = [BigInt(a.position), BigInt(b.position)];
  return first === second ? a.revision - b.revision : first < second ? -1 : 1;
};
