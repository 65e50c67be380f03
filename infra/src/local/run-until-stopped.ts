import type { Stack } from './start-stack';

/**
 * Starts a stack and keeps this process alive until it is told to stop (Ctrl-C, SIGTERM, a closed terminal); then stops
 * the stack and ends. Told so during the start, it stops as soon as there is something to stop. The exit code is 1 when
 * the start fails, and its reason is printed.
 */
export async function runUntilStopped(
  start: () => Promise<Stack>,
  onStop: () => void = () => undefined,
): Promise<void> {
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  // Something to wait for, so that the process does not end by itself.
  const alive = setInterval(() => undefined, 60_000);
  try {
    const starting = start();
    await Promise.race([starting, stopped]);
    await stopped;
    onStop();
    await (await starting).stop();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    clearInterval(alive);
  }
}
