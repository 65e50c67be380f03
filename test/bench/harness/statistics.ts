/** The value in the middle, of the lower half when there is none. @throws on an empty list. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The value below which `share` (0 to 1) of all lie. @throws on an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}

/** Three significant digits, with thousands set apart. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

/** `median (lowest–highest)` of some values. */
export const spread = (values: readonly number[]): string =>
  `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`;
