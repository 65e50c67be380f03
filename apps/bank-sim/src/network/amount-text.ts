import type { Amount } from './payment';

/** An amount in whole units as people read it, with as many decimals as its currency has: `1.00`, `950`, `1.000`. */
export function toDecimalText({ currency, minor }: Amount): string {
  const digits = decimalsOf(currency);
  if (digits === 0) return String(minor);
  const text = String(minor).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2; // no currency that anybody knows: the usual number of decimals
  }
}
