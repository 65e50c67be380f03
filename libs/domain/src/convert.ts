import type { RateTaken } from './card-addition/events';
import type { CurrencyCode } from './codes';
import { minorDigits } from './currencies';
import { parseRate } from './hold-amount';
import { money, type Money } from './money';

/** Rates by currency: units of it for one US dollar. The dollar itself needs none. */
export type Rates = Readonly<Record<CurrencyCode, RateTaken>>;

/** The currencies that a conversion between two needs rates of. */
export function ratesNeeded(from: CurrencyCode, to: CurrencyCode): readonly CurrencyCode[] {
  return from === to ? [] : [from, to].filter((currency) => currency !== 'USD');
}

/**
 * An amount in another currency, by way of the dollar, rounded half away from zero to the smallest unit. Exact: rates
 * are decimal text and are never made floats.
 * @throws {RangeError} a rate is missing or is none, or the amount is too large to count.
 */
export function convert(amount: Money, to: CurrencyCode, rates: Rates): Money {
  if (amount.currency === to) return amount;
  const source = rateOf(amount.currency, rates);
  const target = rateOf(to, rates);
  const over = BigInt(Math.abs(amount.minor)) * target.units * source.scale * 10n ** BigInt(minorDigits(to));
  const under = target.scale * source.units * 10n ** BigInt(minorDigits(amount.currency));
  const rounded = Number((2n * over + under) / (2n * under));
  return money(to, amount.minor < 0 ? -rounded : rounded);
}

function rateOf(currency: CurrencyCode, rates: Rates): { units: bigint; scale: bigint } {
  if (currency === 'USD') return { units: 1n, scale: 1n };
  const rate = rates[currency];
  if (!rate) throw new RangeError(`no rate for ${currency}`);
  return parseRate(rate.rate);
}
