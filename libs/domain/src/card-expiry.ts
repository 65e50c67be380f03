import { monthIn } from './instant';

/**
 * R21: whether a card with this expiry (`YYYY-MM`) is past it at `at`. It is good to the last day of its month by the
 * calendar of the billing zone; text that is no month counts as expired.
 */
export function isExpired(expiry: string, at: string, billingZone: string): boolean {
  return !/^\d{4}-(0[1-9]|1[0-2])$/.test(expiry) || expiry < monthIn(billingZone, at);
}
