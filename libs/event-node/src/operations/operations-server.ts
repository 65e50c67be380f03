import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NodeMetrics } from './metrics';

/** Serves `/metrics`, `/health/live` and `/health/ready` over plain HTTP, for those who watch the node. */
export class OperationsServer {
  private readonly http: Server;

  constructor(
    metrics: NodeMetrics,
    private readonly isReady: () => boolean,
  ) {
    this.http = createServer((request, response) => {
      if (request.url === '/metrics') void tell(metrics, response);
      else if (request.url === '/health/live') answer(response, 200, 'alive\n');
      else if (request.url === '/health/ready') answer(response, this.isReady() ? 200 : 503, 'ready\n');
      else answer(response, 404, 'only /metrics, /health/live and /health/ready\n');
    });
  }

  /** Starts to listen. Answers the port, a free one if `port` is 0. @throws when the port is taken. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, host, resolve);
    });
    return (this.http.address() as AddressInfo).port;
  }

  /** Ends it and its connections. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    this.http.closeAllConnections();
    await closed;
  }
}

/** The log may just have been closed: whoever asks then is told so, and asks again. */
async function tell(metrics: NodeMetrics, response: ServerResponse): Promise<void> {
  const text = await metrics.text().catch(() => undefined);
  if (text === undefined) answer(response, 503, 'stopping\n');
  else answer(response, 200, text);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
}
