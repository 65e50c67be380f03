/** A clock and a diary in one: time stands still until the next entry is due, then jumps to it. */
export interface VirtualTime {
  /** ISO instant. */
  now(): string;
  /** Does `what` in `ms` milliseconds; entries of one instant are done in the order they were made. */
  in(ms: number, what: () => void): void;
  /**
   * Does entries until none is left.
   * @throws {Error} after `atMost` entries: something never comes to rest.
   */
  run(atMost: number): void;
}

/** Virtual time that begins at `start` (ISO). */
export function virtualTime(start: string): VirtualTime {
  let now = Date.parse(start);
  let made = 0;
  const diary: { readonly due: number; readonly made: number; readonly what: () => void }[] = [];
  return {
    now: () => new Date(now).toISOString(),
    in: (ms, what) => {
      diary.push({ due: now + Math.max(0, ms), made: (made += 1), what });
    },
    run: (atMost) => {
      for (let done = 0; diary.length > 0; done++) {
        if (done >= atMost) throw new Error(`not at rest after ${atMost} entries`);
        diary.sort((a, b) => a.due - b.due || a.made - b.made);
        const next = diary.shift()!;
        now = next.due;
        next.what();
      }
    },
  };
}
