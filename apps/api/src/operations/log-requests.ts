import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Logger } from '@onfile/process';
import { routeOf } from './metrics';

/**
 * Logs each answered request by its route, never by its address, query, headers or body: those may hold what must not
 * be kept. `Request-Id` ties an answer to its line.
 */
export const logRequests =
  (logger: Logger) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    response.setHeader('Request-Id', requestId);
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      logger.info({ requestId, method: request.method, route: routeOf(request), status: response.statusCode, ms });
    });
    next();
  };
