import { monthIn } from '../instant';

/** When bills are due in a zone (D9): the third of the following month at this hour, by its clocks. */
export interface DueTime {
  readonly zone: string;
  readonly dayOfMonth: number;
  readonly hour: number;
}

/** A month that bills are for, `YYYY-MM`. */
export type Period = string;

const PERIOD = /^(?:19|2\d)\d\d-(0[1-9]|1[0-2])$/;
const DAY = 86_400_000;

/** True for `YYYY-MM` of a year from 1900 to 2999: beyond those no database and no calendar agrees with another. */
export const isPeriod = (text: string): text is Period => PERIOD.test(text);

/** The month `count` months before (after, if negative). */
export function monthsBefore(period: Period, count: number): Period {
  const months = Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1 - count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** R30a, D9: the instant from which the bills of `period` are due. */
export function dueAt(period: Period, { zone, dayOfMonth, hour }: DueTime): string {
  const place = `${zone} ${period} ${dayOfMonth} ${hour}`;
  const known = instants.get(place);
  if (known !== undefined) return known;
  const at = instantIn(zone, `${monthsBefore(period, -1)}-${String(dayOfMonth).padStart(2, '0')}`, hour);
  if (instants.size >= MOST_INSTANTS) instants.clear();
  instants.set(place, at);
  return at;
}

/** A run asks for the same third a million times, and it is the same for ever. */
const instants = new Map<string, string>();
const MOST_INSTANTS = 1_000;

/** The newest month whose bills are due at `at`. */
export function duePeriod(at: string, due: DueTime): Period {
  const last = monthsBefore(monthIn(due.zone, at), 1);
  return dueAt(last, due) <= at ? last : monthsBefore(last, 1);
}

/**
 * The first instant at which the clocks of `zone` show `hour` on `date` (`YYYY-MM-DD`). Where they skip that hour, the
 * instant it is as long after midnight as told, which they show as later; where they show it twice, the first.
 */
export function instantIn(zone: string, date: string, hour: number): string {
  const wanted = Date.parse(`${date}T00:00:00.000Z`) + hour * 3_600_000;
  const offsets = [offsetAt(zone, wanted - DAY), offsetAt(zone, wanted + DAY)];
  const fitting = offsets.map((offset) => wanted - offset).filter((ms) => ms + offsetAt(zone, ms) === wanted);
  const ms = fitting.length > 0 ? Math.min(...fitting) : wanted - offsets[0]!;
  return new Date(ms).toISOString();
}

/** Milliseconds by which the clocks of `zone` are ahead of UTC at an instant. */
function offsetAt(zone: string, ms: number): number {
  const parts = clockOf(zone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(ms / 1000) * 1000;
}

/** Formatters are dear to make, and the same for ever. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const fields = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  };
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...fields,
  } as Intl.DateTimeFormatOptions);
  clocks.set(zone, made);
  return made;
}
