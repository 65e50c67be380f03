import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { problem, type HttpAnswer } from './answer';
import { BadRequest, type BankRequest } from './request';
import { routerOf, type Access, type Route } from './router';

/** Longer than any request of ours; a bigger one is refused before it fills the memory. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** The keys of those who may call. */
export type AccessKeys = Readonly<Record<Exclude<Access, 'open'>, string>>;

/**
 * Serves the routes over HTTP, straight on Node's own server: the bank must cost its callers little. Not listening
 * yet.
 */
export function bankServer(routes: readonly Route[], keys: AccessKeys, log: Logger): Server {
  const find = routerOf(routes);
  const secrets = { network: Buffer.from(`Bearer ${keys.network}`), sms: Buffer.from(`Bearer ${keys.sms}`) };

  const answer = async (incoming: IncomingMessage): Promise<HttpAnswer> => {
    const method = incoming.method ?? 'GET';
    const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2);
    const { route, ...found } = find(method, path);
    if (!route) return notServed('otherMethods' in found ? found.otherMethods : []);
    if (route.access !== 'open' && !same(incoming.headers.authorization, secrets[route.access])) {
      return problem(401, 'key-wrong', 'The key is missing or wrong.');
    }
    const text = method === 'POST' || method === 'PUT' ? await bodyOf(incoming) : '';
    const params = 'params' in found ? found.params : {};
    const query = new URLSearchParams(search);
    const request: BankRequest = { method, path, params, query, headers: incoming.headers, text };
    return route.serve(request);
  };

  const server = createServer((incoming, response) => {
    answer(incoming)
      .catch((error: unknown) => answerTo(error, log))
      .then((given) => send(response, given))
      .catch((error: unknown) => log.error({ err: error }, 'an answer could not be sent'));
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

function notServed(otherMethods: readonly string[]): HttpAnswer {
  if (otherMethods.length === 0) return problem(404, 'not-found', 'There is nothing here.');
  const refusal = problem(405, 'method-not-allowed', 'This can not be done here.');
  return { ...refusal, headers: { ...refusal.headers, allow: otherMethods.join(', ') } };
}

function same(given: string | undefined, secret: Buffer): boolean {
  const bytes = Buffer.from(given ?? '');
  return bytes.length === secret.length && timingSafeEqual(bytes, secret);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw new BadRequest(problem(413, 'too-large', 'The body is too large.'));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerTo(error: unknown, log: Logger): HttpAnswer {
  if (error instanceof BadRequest) return error.answer;
  log.error({ err: error }, 'the bank failed to answer');
  return problem(500, 'bank-error', 'The bank has an error of its own.');
}

function send(response: ServerResponse, { status, headers, body = '', lost }: HttpAnswer): void {
  if (lost) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
    ...headers,
  });
  response.end(body);
}
