import type { Stack } from './start-stack';

/**
 * Starts a stack and keeps this process alive until it is told to stop (Ctrl-C, SIGTERM, a closed terminal); then stops
 * the stack and ends. Told so during the start, it breaks off the start. The exit code is 1 when the start fails, and its
 * reason is printed.
 */
export async function runUntilStopped(
  start: (signal: AbortSignal) => Promise<Stack>,
  onStop: () => void = () => undefined,
): Promise<void> {
  const breakOff = new AbortController();
  const told = new Promise<void>((resolve) => {
    const stop = (): void => {
      if (!breakOff.signal.aborted) onStop();
      breakOff.abort();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
  // Something to wait for, so that the process does not end by itself.
  const alive = setInterval(() => undefined, 60_000);
  try {
    const stack = await start(breakOff.signal);
    await told;
    await stack.stop();
  } catch (error) {
    if (!breakOff.signal.aborted) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  } finally {
    clearInterval(alive);
  }
}
