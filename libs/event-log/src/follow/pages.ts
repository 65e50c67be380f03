import type { EventStore } from '../kurrent/event-store';
import type { RawEvent } from '../model/raw-event';

const PAGE = 2_000;

/**
 * The whole log after a position, page by page, to its end. The next page is read while the one before is worked on.
 * @throws {LogUnavailable}
 */
export async function* pagesAfter(store: EventStore, position: string): AsyncGenerator<readonly RawEvent[]> {
  let next = store.readAllFrom(position, PAGE);
  for (let reached = BigInt(position); ;) {
    const page = await next;
    const isLast = page.length < PAGE;
    const fresh = page.filter((event) => BigInt(event.position) > reached);
    const last = fresh.at(-1)?.position;
    if (!isLast && last !== undefined) {
      next = store.readAllFrom(last, PAGE);
      next.catch(() => undefined); // thrown where it is awaited, or of no interest to who has left
      reached = BigInt(last);
    }
    if (fresh.length > 0) yield fresh;
    if (isLast || last === undefined) return;
  }
}
