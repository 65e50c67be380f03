import { minorDigits } from './currencies';
import { money, type Money } from './money';

/**
 * R24: the nearest amount that gateways take, half away from zero: where a currency has three digits they refuse one whose
 * last digit is not 0.
 */
export function chargeable({ currency, minor }: Money): Money {
  const step = minorDigits(currency) === 3 ? 10 : 1;
  const nearest = Math.round(Math.abs(minor) / step) * step;
  return money(currency, minor < 0 ? 0 - nearest : nearest);
}
