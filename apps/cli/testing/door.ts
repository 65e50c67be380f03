import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runOnfile } from '../src/program';

/** One request as it came. */
export interface Asked {
  readonly line: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** A door that answers as the api does, and keeps what it was asked. */
function door(answers: Readonly<Record<string, [status: number, body: unknown]>>, onAsked: (asked: Asked) => void) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const line = `${request.method} ${request.url}`;
      const came: Asked = { line, key: request.headers['idempotency-key'] as string | undefined, body };
      asked.push(came);
      onAsked(came);
      const [status, answer] = answers[line] ?? [404, problem('not-found', 404)];
      response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(JSON.stringify(answer));
    });
  });
  return { asked, server };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  return text === '' ? undefined : JSON.parse(text);
}

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

/** A problem as the api answers it. */
export const problem = (code: string, status: number) => ({ code, status, detail: 'It is so.', nextStep: 'Do this.' });
const SIGNED_IN: [number, unknown] = [201, { accessToken: 'token', tokenType: 'Bearer', expiresAt: '' }];

/** Runs one command line against a door of these answers; `onAsked` hears of each request before it is answered. */
export async function run(
  words: string[],
  answers: Readonly<Record<string, [number, unknown]>> = {},
  onAsked: (asked: Asked) => void = () => undefined,
) {
  const made = door({ 'POST /dev/sign-in': SIGNED_IN, ...answers }, onAsked);
  await new Promise<void>((listening) => made.server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(made.server.address() as AddressInfo).port}`;
  const out: string[] = [];
  const err: string[] = [];
  const output = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    isTerminal: false,
  };
  const code = await runOnfile(words, { output, env: { ONFILE_URL: url } });
  await closed(made.server);
  return {
    code,
    out: out.join('\n'),
    err: err.join('\n'),
    asked: made.asked.filter(({ line }) => !line.includes('/dev/')),
  };
}
