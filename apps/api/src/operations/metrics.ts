import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The figures of this process. Labels are routes, never addresses: an address can hold an id. */
export class ApiMetrics {
  readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'onfile_api_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'onfile_api_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'onfile_api_' });
  }

  /** Counts a request when it was answered. */
  readonly count = (request: Request, response: Response, next: NextFunction): void => {
    const stop = this.seconds.startTimer();
    response.once('close', () => {
      const { method } = request;
      const route = routeOf(request);
      stop({ method, route });
      this.requests.inc({ method, route, status: response.statusCode });
    });
    next();
  };
}

/** The route that answered a request, as it was declared; what no route took is `none`. */
export function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
}
