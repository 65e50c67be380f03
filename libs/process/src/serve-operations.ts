import { createServer, type RequestListener } from 'node:http';
import type { Registry } from 'prom-client';

/** How each part that the process needs is doing. */
export type Readiness = () => Promise<Readonly<Record<string, 'up' | 'down'>>>;

/** The operators' side of a process. */
export interface Operations {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Refuses new requests, and ends once the open ones are answered. */
  close(): Promise<void>;
}

/**
 * Serves `/health/live`, `/health/ready` (503 while a part is down) and `/metrics` on 127.0.0.1; port 0 takes a free one.
 */
export async function serveOperations(
  port: number,
  { readiness, registry }: { readonly readiness: Readiness; readonly registry: Registry },
): Promise<Operations> {
  const server = createServer(answering(readiness, registry));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening, but not on a port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

function answering(readiness: Readiness, registry: Registry): RequestListener {
  return (request, response) => {
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const answer = async () => {
      if (request.method !== 'GET') return json(405, { status: 'down' });
      switch (request.url?.split('?')[0]) {
        case '/health/live':
          return json(200, { status: 'up' });
        case '/health/ready': {
          const parts = await readiness();
          const isUp = !Object.values(parts).includes('down');
          return json(isUp ? 200 : 503, { status: isUp ? 'up' : 'down', parts });
        }
        case '/metrics':
          return response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
        default:
          return json(404, { status: 'down' });
      }
    };
    answer().catch(() => json(503, { status: 'down' }));
  };
}
