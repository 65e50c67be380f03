import type { Fact } from '../fact';

/** Facts of the bill numbers of one year, in stream `billNumbers-<yyyy>`: the year of issue. */
export type BillNumbersEvent =
  /** The bills, in order, get the numbers from `first` on. */
  | Fact<'BillNumbersReserved', { first: number; bills: readonly string[] }>
  /** Gapless: a number that no bill carries says why. */
  | Fact<'BillNumberVoided', { number: string; billId: string; why: NumberVoidReason }>;

/** `not-issued`: after its number was reserved there was nothing left to bill. `numbered-before`: the bill has another. */
export type NumberVoidReason = 'not-issued' | 'numbered-before';
