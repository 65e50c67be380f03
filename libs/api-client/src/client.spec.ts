import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answered, createOnfileClient, positionOf } from './client';
import { followJourney } from './follow-journey';
import { OnfileProblem } from './problem';

describe('the client of the api', () => {
  let server: Server;
  let baseUrl: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

  it('sends token, key and body, and reads answer and position', async () => {
    const seen: (string | undefined)[] = [];
    answer = (request, response) => {
      const { authorization, 'idempotency-key': key } = request.headers;
      seen.push(request.method, request.url, authorization, String(key));
      json(response, 201, { journeyId: 'j1' }, { 'Onfile-Position': '77' });
    };
    const client = createOnfileClient({ baseUrl, token: () => 'a.b.c' });
    const exchange = await client.POST('/v1/card-additions', {
      params: { header: { 'Idempotency-Key': 'key-00001' } },
      body: {},
    });
    expect(exchange.data).toStrictEqual({ journeyId: 'j1' });
    expect(positionOf(exchange.response)).toBe('77');
    expect(seen).toStrictEqual(['POST', '/v1/card-additions', 'Bearer a.b.c', 'key-00001']);
  });

  it('throws a problem by its code, and what is no problem as internal', async () => {
    const client = createOnfileClient({ baseUrl });
    answer = (_, response) => json(response, 429, { code: 'too-many-sends', status: 429, detail: 'x', retryAfter: 60 });
    await expect(answered(client.GET('/v1/me'))).rejects.toMatchObject({
      code: 'too-many-sends',
      status: 429,
      retryAfter: 60,
    });
    answer = (_, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    const failed = answered(client.GET('/v1/me'));
    await expect(failed).rejects.toBeInstanceOf(OnfileProblem);
    await expect(failed).rejects.toMatchObject({ code: 'internal', status: 502 });
  });

  it('reads server-sent events, also when they come in pieces, and asks from the last one on', async () => {
    answer = (request, response) => {
      expect(request.headers['last-event-id']).toBe('3');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('retry: 2000\n\nid: 4\nevent: fact\ndata: {"revi');
      response.write('sion":4}\n\n: still here\n\nid: 5\nevent: fact\ndata: {"revision":5}\n\n');
      response.end();
    };
    const lines = [];
    for await (const line of followJourney({ baseUrl, journeyId: 'j1', after: 3 })) lines.push(line.revision);
    expect(lines).toStrictEqual([4, 5]);
  });

  it('throws the problem of an answer that is no stream', async () => {
    answer = (_, response) =>
      json(response, 404, { code: 'not-found', status: 404, detail: 'x', nextStep: 'y', type: '', title: '' });
    await expect(followJourney({ baseUrl, journeyId: 'j1' }).next()).rejects.toMatchObject({ code: 'not-found' });
  });
});
