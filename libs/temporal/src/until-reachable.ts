import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** How long to wait for a server that is still starting. */
export interface Waiting {
  /** Ends the waiting: the process is being stopped. */
  readonly signal?: AbortSignal;
  /** Told of every try that failed, so that a process that waits says so. */
  readonly onWait?: (error: unknown) => void;
}

/**
 * Tries to connect until it works: the SDK gives up after some seconds, while processes of one stack start in any
 * order. Pauses grow from 0.1 s to 2 s.
 * @throws the reason of the signal, once aborted.
 */
export async function untilReachable<Connection>(
  connect: () => Promise<Connection>,
  { signal, onWait }: Waiting = {},
): Promise<Connection> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      return await connect();
    } catch (error) {
      onWait?.(error);
    }
    await pause(pauseMs, signal);
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
