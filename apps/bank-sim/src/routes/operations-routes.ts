import type { Registry } from 'prom-client';
import { json, problem, type HttpAnswer } from '../http/answer';
import type { Route } from '../http/router';

/** What whoever runs the bank asks it. */
export function operationsRoutes(isReady: () => boolean, registry: Registry): Route[] {
  const ready = (): HttpAnswer =>
    isReady() ? json(200, { status: 'ready' }) : problem(503, 'not-ready', 'Not ready.');
  return [
    { method: 'GET', path: '/health/live', access: 'open', serve: () => json(200, { status: 'live' }) },
    { method: 'GET', path: '/health/ready', access: 'open', serve: ready },
    {
      method: 'GET',
      path: '/metrics',
      access: 'open',
      serve: async () => ({
        status: 200,
        headers: { 'content-type': registry.contentType },
        body: await registry.metrics(),
      }),
    },
  ];
}
