import { everyPrefix } from '../categories';
import type { EventStore } from '../kurrent/event-store';
import { followed, type Followed } from './followed';

/** A stretch of the whole log. */
export interface Stretch {
  /** Only what comes after this position; '0' is the start of the log. */
  readonly from: string;
  /** Up to and with this position. */
  readonly to: string;
  readonly prefixes?: readonly string[];
  readonly onBatch: (batch: readonly Followed[]) => Promise<void> | void;
}

const PAGE = 2_000;

/** Hands on a stretch of the log, in order, and resolves at its end. @throws {LogUnavailable} */
export async function readUpTo(
  store: EventStore,
  { from, to, prefixes = everyPrefix, onBatch }: Stretch,
): Promise<void> {
  for (let reached = BigInt(from), last = BigInt(to); reached < last;) {
    const page = await store.readAllFrom(String(reached), PAGE);
    const fresh = page.filter(({ position }) => BigInt(position) > reached);
    const batch = fresh.filter(
      (it) => BigInt(it.position) <= last && prefixes.some((start) => it.stream.startsWith(start)),
    );
    if (batch.length > 0) await onBatch(batch.map(followed));
    if (page.length < PAGE) return;
    reached = BigInt(fresh.at(-1)?.position ?? to);
  }
}
