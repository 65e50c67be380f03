/**
 * What this page has seen of the log so far, and what the server's clock says. Lists ask for views at least as fresh as
 * the last answer, so that nobody misses what they have just done.
 */
let position: string | undefined;
let serverAheadMs = 0;

/** Remembers the position of an answer, if it is the furthest. */
export function notePosition(seen: string | undefined): void {
  if (seen === undefined || !/^\d+$/.test(seen)) return;
  if (position === undefined || BigInt(seen) > BigInt(position)) position = seen;
}

/** For a list's query: `atLeast` the furthest position that this page has seen. */
export const freshEnough = (): { atLeast?: string } => (position === undefined ? {} : { atLeast: position });

/** Remembers how far the server's clock is ahead of this device's. */
export function noteServerTime(date: string | null, now: number = Date.now()): void {
  const server = date === null ? NaN : Date.parse(date);
  // The header counts whole seconds: smaller differences say nothing.
  if (!Number.isNaN(server)) serverAheadMs = Math.abs(server - now) < 2_000 ? 0 : server - now;
}

/** The server's time, by which codes expire and countdowns run. */
export const serverNow = (): number => Date.now() + serverAheadMs;
