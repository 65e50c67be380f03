import type { Logger } from '@onfile/process';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';

const LEVELS: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** Ids and kinds only: what else the SDK tells of a task may hold words of a failure. */
const TOLD = ['workflowId', 'runId', 'workflowType', 'activityType', 'taskQueue', 'attempt'] as const;

/**
 * Makes Temporal's SDK log into the process's log, and leaves signals to the process. Once for a process, before anything
 * else of the SDK.
 */
export function installSdkRuntime(logger: Logger): void {
  const sdkLogger = new DefaultLogger('INFO', ({ level, message, meta }) => {
    const told = Object.fromEntries(
      TOLD.flatMap((field) => (meta?.[field] === undefined ? [] : [[field, meta[field]]])),
    );
    logger[LEVELS[level]]({ sdk: told }, message);
  });
  Runtime.install({ logger: sdkLogger, shutdownSignals: [] });
}
