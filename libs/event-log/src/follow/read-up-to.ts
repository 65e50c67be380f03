import { everyPrefix } from '../categories';
import type { EventStore } from '../kurrent/event-store';
import { followed, type Followed } from './followed';
import { pagesAfter } from './pages';

/** A stretch of the whole log. */
export interface Stretch {
  /** Only what comes after this position; '0' is the start of the log. */
  readonly from: string;
  /** Up to and with this position. */
  readonly to: string;
  readonly prefixes?: readonly string[];
  readonly onBatch: (batch: readonly Followed[]) => Promise<void> | void;
  /** Ends it early, after the batch under way. */
  readonly signal?: AbortSignal;
}

/** Hands on a stretch of the log, in order, and resolves at its end. @throws {LogUnavailable} */
export async function readUpTo(
  store: EventStore,
  { from, to, prefixes = everyPrefix, onBatch, signal }: Stretch,
): Promise<void> {
  const last = BigInt(to);
  if (BigInt(from) >= last) return;
  for await (const page of pagesAfter(store, from)) {
    const batch = page.filter(
      ({ position, stream }) => BigInt(position) <= last && prefixes.some((start) => stream.startsWith(start)),
    );
    if (batch.length > 0) await onBatch(batch.map(followed));
    if (signal?.aborted || BigInt(page.at(-1)?.position ?? to) >= last) return;
  }
}
