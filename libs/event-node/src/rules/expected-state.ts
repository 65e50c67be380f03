/** What a writer says its stream must be like; a number is the exact revision of the last event. */
export type ExpectedState = 'any' | 'stream-exists' | 'no-stream' | bigint;

/** The words as numbers, as trailers and the calls of version 2 carry them. */
const WORDS = { 'no-stream': -1n, any: -2n, 'stream-exists': -4n } as const;

/** The number of an expected state: its revision, or that of the word. */
export const expectedNumber = (expected: ExpectedState): bigint =>
  typeof expected === 'bigint' ? expected : WORDS[expected];

/** The expected state of a number; none if it is neither a revision nor one of the three words. */
export function expectedOf(number: bigint): ExpectedState | undefined {
  if (number >= 0n) return number;
  return (['no-stream', 'any', 'stream-exists'] as const).find((word) => WORDS[word] === number);
}
