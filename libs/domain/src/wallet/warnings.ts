import { WARNING_DAYS, type WarningDays } from './events';
import type { WalletCard } from './state';

const DAY_MS = 86_400_000;

/** Whole days from `at` to the last day of the card's month, by the calendar of `billingZone`; 0 on that day itself. */
export function daysLeft(expiry: string, at: string, billingZone: string): number {
  const lastDay = Date.UTC(Number(expiry.slice(0, 4)), Number(expiry.slice(5)), 0);
  return Math.round((lastDay - Date.parse(`${dateIn(billingZone, at)}T00:00:00.000Z`)) / DAY_MS);
}

/** As much of a card on file as a warning depends on. */
export interface WarnedCard {
  readonly card: { readonly expiry: string };
  readonly blocked?: { readonly forGood: boolean };
}

/** The warning that a card on file stands under: shown in the list for as long as it is so. */
export function warningFor({ card, blocked }: WarnedCard, at: string, billingZone: string): WarningDays | undefined {
  if (blocked?.forGood) return undefined;
  const left = daysLeft(card.expiry, at, billingZone);
  if (left < 0) return undefined;
  return [...WARNING_DAYS].reverse().find((days) => left <= days);
}

/** The warning to give now: the nearest one, unless it or a later one was given for this expiry. */
export function dueWarning(held: WalletCard, at: string, billingZone: string): WarningDays | undefined {
  const due = warningFor(held, at, billingZone);
  const { warned, card } = held;
  if (due === undefined) return undefined;
  const isGiven = warned?.expiry === card.expiry && warned.daysBefore <= due;
  return isGiven ? undefined : due;
}

function dateIn(zone: string, at: string): string {
  const format = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', format).format(new Date(at));
}
