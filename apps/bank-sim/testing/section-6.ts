/** The network codes of the requirements' section 6 that are declines, as they are written there. */
export const DECLINE_CODES: readonly string[] = [
  '10, 01, 02, 03, 04, 07, 41, 43, 05, 12, 57, 58, 13, 14, 15, 19, 96, 06, 46, 51, 54, 34, 59, 63, 61, 65, 62, 78',
  '1A, 70, 75, 82, N7, 91, 92, 93, 94, R0, R1, R3',
].flatMap((row) => row.split(', '));

/** Merchant advice codes of section 6. */
export const ADVICE_CODES: readonly string[] = '01 02 03 21 24 25 26 27 28 29 30 40 41 43'.split(' ');
