import type { CurrencyCode, RateTaken } from '@onfile/domain';
import { z } from 'zod';

/** A number in JSON that prints without an exponent; smaller or larger rates are given as text. */
const plainNumber = z.number().min(1e-6).max(1e15).transform(String);
const decimalText = z.string().regex(/^\d+(\.\d+)?$/);

/** Rates as published: units of each currency for one US dollar. */
export const ratesTable = z.object({
  asOf: z.string(),
  base: z.literal('USD'),
  source: z.string(),
  rates: z.record(z.string().regex(/^[A-Z]{3}$/), z.union([decimalText, plainNumber])),
});

/** The rate to `currency` out of a published table. One dollar is one dollar. */
export function rateFrom(table: z.infer<typeof ratesTable>, currency: CurrencyCode): RateTaken | undefined {
  const { asOf, source } = table;
  if (currency === 'USD') return { from: 'USD', to: 'USD', rate: '1', asOf, source };
  const rate = table.rates[currency];
  return rate === undefined ? undefined : { from: 'USD', to: currency, rate, asOf, source };
}
