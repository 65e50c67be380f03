/** One of several that share slots: it has its fair part of them, and what the others leave. */
export interface Lane {
  /** Does `work` once a slot is free. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  running: number;
  readonly queue: (() => void)[];
}

/**
 * Slots for work that waits for others, shared by all pages of a process: while one page prices its accounts, or waits for
 * its last bills, the others keep the gateway busy. A slot that falls free goes to the lane that has the fewest.
 */
export function sharedSlots(most: number): () => Lane {
  let free = most;
  const lanes = new Set<Waiting>();
  const fill = (): void => {
    while (free > 0) {
      const lane = neediest(lanes);
      if (!lane) return;
      free -= 1;
      lane.running += 1;
      lane.queue.shift()?.();
    }
  };
  return () => {
    const lane: Waiting = { running: 0, queue: [] };
    return {
      async run(work) {
        lanes.add(lane);
        await new Promise<void>((go) => {
          lane.queue.push(go);
          fill();
        });
        try {
          return await work();
        } finally {
          lane.running -= 1;
          free += 1;
          if (lane.running === 0 && lane.queue.length === 0) lanes.delete(lane);
          fill();
        }
      },
    };
  };
}

function neediest(lanes: ReadonlySet<Waiting>): Waiting | undefined {
  let found: Waiting | undefined;
  for (const lane of lanes) {
    if (lane.queue.length > 0 && (!found || lane.running < found.running)) found = lane;
  }
  return found;
}
