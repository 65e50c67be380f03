import { createHmac } from 'node:crypto';

/** All that looks random in the bank, drawn from its seed and from what it is about: never from a clock or a counter. */
export interface Seed {
  /** An id such as `hold_5f…`: the same for the same `about`. */
  id(kind: string, about: string): string;
  /** A digest that only this bank can make; for fingerprints, and to recognize a body that must not be kept. */
  digest(purpose: string, text: string): string;
  /** Decimal digits, for a one-time code. */
  digits(purpose: string, about: string, count: number): string;
  /** A number from 0 up to 1, for faults that strike by chance. */
  chance(about: string): number;
}

/** @param seed the same text gives the same bank. */
export function seedOf(seed: string): Seed {
  const hmac = (purpose: string, text: string) => createHmac('sha256', seed).update(`${purpose}\n${text}`);
  return {
    id: (kind, about) => `${kind}_${hmac(kind, about).digest('hex').slice(0, 24)}`,
    digest: (purpose, text) => hmac(purpose, text).digest('hex'),
    digits: (purpose, about, count) =>
      [...hmac(purpose, about).digest().subarray(0, count)].map((byte) => byte % 10).join(''),
    chance: (about) => hmac('chance', about).digest().readUInt32BE(0) / 2 ** 32,
  };
}
