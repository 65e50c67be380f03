import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callJson } from './http-json';

describe('a gateway that asks us to come later', () => {
  let asksFor = '';
  let server: Server;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(503, { 'retry-after': asksFor });
      response.end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['31536000', 3_600_000],
    ['-5', undefined],
    ['1e3', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('D7 Retry-After: %s is a pause of %p ms, and never longer than an hour', async (text, retryAfterMs) => {
    asksFor = text;
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const call = callJson(
      { name: 'bank', baseUrl, apiKey: 'spec', timeoutMs: 40_000 },
      { method: 'GET', path: '/anything' },
    );
    await expect(call).rejects.toMatchObject({ name: 'GatewayUnreachable', retryAfterMs });
  });
});
