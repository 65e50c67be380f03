/** Returns that one journey is told of in a window. A person comes back once or twice. */
const AT_MOST = 20;
const WINDOW_MS = 60_000;
/** Journeys kept in mind at once; when there are more, those of older windows are forgotten. */
const KEPT = 10_000;

interface Window {
  readonly since: number;
  taken: number;
}

/**
 * Lets so many returns from the bank page through to one journey, and drops the rest: everybody may call the address, and
 * each return makes the journey ask the bank and adds to its history, which has an end. Nothing is lost with a return:
 * the journey looks by itself, and the bank sends a notice. Counts in this process alone.
 */
export class ReturnLimit {
  private readonly windows = new Map<string, Window>();

  /** Whether this return is one of those that are let through; `now` in milliseconds since 1970. */
  take(journeyId: string, now: number): boolean {
    const window = this.windowOf(journeyId, now);
    window.taken += 1;
    return window.taken <= AT_MOST;
  }

  /** Journeys that are kept in mind. */
  get size(): number {
    return this.windows.size;
  }

  private windowOf(journeyId: string, now: number): Window {
    const known = this.windows.get(journeyId);
    if (known && isOpen(known, now)) return known;
    if (this.windows.size >= KEPT) this.makeRoom(now);
    const fresh = { since: now, taken: 0 };
    this.windows.set(journeyId, fresh);
    return fresh;
  }

  private makeRoom(now: number): void {
    for (const [journeyId, window] of this.windows) if (!isOpen(window, now)) this.windows.delete(journeyId);
    if (this.windows.size >= KEPT) this.windows.clear(); // made-up journeys: they must not fill the memory
  }
}

const isOpen = ({ since }: Window, now: number): boolean => now - since < WINDOW_MS;
