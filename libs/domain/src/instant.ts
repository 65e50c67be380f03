/** The ISO instant `ms` milliseconds after `at` (before, if negative). */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** Milliseconds from `from` to `to`; negative if `to` is the earlier one. */
export function msBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

/** The calendar month (`YYYY-MM`) that `at` falls in, by the clocks of `zone`. @throws {RangeError} unknown zone. */
export function monthIn(zone: string, at: string): string {
  const minute = Math.floor(Date.parse(at) / MINUTE_MS);
  const known = lastAsked.get(zone);
  if (known?.minute === minute) return known.month;
  const parts = calendarOf(zone).formatToParts(minute * MINUTE_MS);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const month = `${part('year').padStart(4, '0')}-${part('month')}`;
  lastAsked.set(zone, { minute, month });
  return month;
}

/** No clock changes within a minute. A page of bills asks for the month of one minute thousands of times. */
const MINUTE_MS = 60_000;
const lastAsked = new Map<string, { readonly minute: number; readonly month: string }>();

/** Formatters are dear to make, and the same for ever. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit' });
  calendars.set(zone, made);
  return made;
}
