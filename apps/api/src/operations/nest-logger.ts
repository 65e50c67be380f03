import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@onfile/process';

/** Nest's own messages, in the process's log. Framework chatter at start is left out. */
export function nestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'info' | 'warn' | 'error' | 'debug') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      if (typeof message === 'object' && message !== null) logger[level]({ context, ...message });
      else logger[level]({ context }, String(message));
    };
  return {
    log: write('debug'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('debug'),
  };
}
