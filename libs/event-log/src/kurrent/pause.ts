import { setTimeout as sleep } from 'node:timers/promises';

/** How pauses between tries grow: doubled each time, up to `longestMs`, then half to all of it by chance. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Waits before try `attempt` (from 1). By chance, or writers that met once would meet again. Ends early when aborted. */
export async function pause(attempt: number, { firstMs, longestMs }: Backoff, signal?: AbortSignal): Promise<void> {
  const full = Math.min(firstMs * 2 ** Math.min(attempt - 1, 20), longestMs);
  try {
    await sleep(full * (0.5 + Math.random() / 2), undefined, { signal });
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
