import type { HoldRounding, RateTaken } from './card-addition/events';
import { currencyOf } from './currencies';
import { money, type Money } from './money';
import { Refusal } from './refusal';

/**
 * R3, R24: one US dollar in the account's currency at the rate taken, rounded half-up to the smallest unit that gateways
 * take, and never below one whole unit or the network's minimum. Exact: the rate is decimal text and is never made a float.
 * @throws {Refusal} `currency-not-offered`.
 * @throws {RangeError} a rate that is no positive decimal number, or too large to count.
 */
export function holdAmount(rate: RateTaken): { amount: Money; rounding: HoldRounding } {
  const currency = currencyOf(rate.to);
  if (!currency) throw new Refusal('currency-not-offered', rate.to);
  const one = 10n ** BigInt(currency.minorDigits);
  const { units, scale } = parseRate(rate.rate);
  const exact = units * one;
  const step = scale * smallestStep(currency.minorDigits);
  const rounded = ((2n * exact + step) / (2n * step)) * smallestStep(currency.minorDigits);
  const least = max(one, BigInt(currency.networkMinimum));
  if (rounded < least) return { amount: money(rate.to, Number(least)), rounding: 'up-to-minimum' };
  return { amount: money(rate.to, Number(rounded)), rounding: exact % step === 0n ? 'none' : 'half-up' };
}

/** Where a currency has three digits, gateways refuse an amount whose last one is not 0. */
const smallestStep = (minorDigits: number): bigint => (minorDigits === 3 ? 10n : 1n);

/** A rate as a fraction: `950.45` is 95045 of 100. @throws {RangeError} no positive decimal number. */
export function parseRate(text: string): { units: bigint; scale: bigint } {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d{1,18}))?$/.exec(text) ?? [];
  const units = BigInt(`${whole ?? 0}${fraction}`);
  if (units === 0n) throw new RangeError(`not an exchange rate: ${text}`);
  return { units, scale: 10n ** BigInt(fraction.length) };
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
