import type { CurrencyCode } from './codes';
import { minorDigits } from './currencies';
import { Refusal } from './refusal';

/** An amount in the smallest unit of its currency: 100 is $1.00 in USD, ¥100 in JPY. Always a safe integer. */
export interface Money {
  readonly currency: CurrencyCode;
  readonly minor: number;
}

/**
 * An amount of `minor` smallest units.
 * @throws {RangeError} not a whole number, or above 2^53 - 1, where a JSON number stops being exact.
 */
export function money(currency: CurrencyCode, minor: number): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a whole number of minor units: ${minor} ${currency}`);
  return { currency, minor };
}

/**
 * Sum of two amounts of one currency.
 * @throws {Refusal} `currency-mismatch`: rates are not known here, convert before adding.
 * @throws {RangeError} above 2^53 - 1 minor units.
 */
export function add(a: Money, b: Money): Money {
  expectOneCurrency(a, b);
  return money(a.currency, a.minor + b.minor);
}

/**
 * Negative if `a` is less than `b`, zero if equal, positive if more.
 * @throws {Refusal} `currency-mismatch`.
 */
export function compare(a: Money, b: Money): number {
  expectOneCurrency(a, b);
  return a.minor - b.minor;
}

/** The amount as decimal text in whole units: `0.50`, `950`, `1.000`. Exact. */
export function toDecimal({ currency, minor }: Money): `${number}` {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const point = text.length - digits;
  const fraction = digits > 0 ? `.${text.slice(point)}` : '';
  return `${minor < 0 ? '-' : ''}${text.slice(0, point)}${fraction}` as `${number}`;
}

/** The amount as people of `language` (BCP 47) write it, with all digits that its currency has. */
export function formatMoney(amount: Money, language: string): string {
  const digits = minorDigits(amount.currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toDecimal(amount));
}

function expectOneCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new Refusal('currency-mismatch', `${a.currency} and ${b.currency}`);
}
