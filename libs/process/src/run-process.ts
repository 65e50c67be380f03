import type { Logger } from 'pino';

/** A process at work. */
export interface RunningProcess {
  /** Ends when the process can not go on, by its error; a process that works never ends by itself. */
  readonly ended: Promise<void>;
  /** Finishes what is under way, within some seconds. */
  stop(): Promise<void>;
}

/**
 * Runs a process until SIGTERM or SIGINT, then stops it and exits with 0. Exits with 1 when it can not start, or can not
 * go on: whoever supervises it starts it again.
 * `start` gets a signal that says stop while it is still waiting for what it needs.
 */
export async function runProcess(
  logger: Logger,
  start: (stopping: AbortSignal) => Promise<RunningProcess>,
): Promise<void> {
  const stopping = new AbortController();
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        logger.info({ signal }, 'stopping');
        stopping.abort();
        resolve();
      });
    }
  });
  // Node would print such an error with all its fields, and a driver's may hold what a statement was about.
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: plain(error) }, 'an error that nobody expected');
    process.exit(1);
  });
  try {
    const running = await start(stopping.signal);
    await Promise.race([told, running.ended]);
    await running.stop();
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0); // it was still waiting, as it should
    logger.fatal({ err: plain(error) }, 'can not go on');
    process.exit(1);
  }
}

/** What went wrong, without the fields that an error of a driver or a gateway may carry. */
function plain(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'unknown' };
  const { name, message, stack, cause } = error;
  return { kind: name, message, stack, ...(cause === undefined ? {} : { cause: plain(cause) }) };
}
