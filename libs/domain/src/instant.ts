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
  const parts = calendarOf(zone).formatToParts(Date.parse(at));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}`;
}

/** Formatters are dear to make, and the same for ever. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit' });
  calendars.set(zone, made);
  return made;
}
