import { Agent, request as plain, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';

/** One request as it goes over the line. */
export interface LineRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the whole exchange. */
  readonly timeoutMs: number;
}

/** One answer as it came over the line. */
export interface LineAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** Connections are kept and shared: a bill run makes a thousand calls a second to one gateway. */
const lines = { http: new Agent({ keepAlive: true }), https: new SecureAgent({ keepAlive: true }) };

/**
 * Sends a request and reads the whole answer. Redirects are not followed: no gateway of ours has any.
 * @throws what the system throws, and an error after `timeoutMs`
 */
export function exchange({ method, url, headers, body, timeoutMs }: LineRequest): Promise<LineAnswer> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options: RequestOptions = {
      method,
      headers: { ...headers, ...length },
      agent: isSecure ? lines.https : lines.http,
    };
    const sent = (isSecure ? secure : plain)(url, options, (response) => {
      textOf(response, failed, (text) => {
        clearTimeout(late);
        const { statusCode = 0 } = response;
        if (statusCode >= 300 && statusCode < 400) return reject(new Error('a gateway of ours redirects nobody'));
        resolve({ status: statusCode, retryAfter: response.headers['retry-after'], text });
      });
    });
    const failed = (error: Error): void => {
      clearTimeout(late);
      reject(error);
    };
    const late = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    sent.on('error', failed);
    sent.end(body);
  });
}

/** By events: reading it as an iterable costs several times as much, and a bill run does it for every bill. */
function textOf(response: IncomingMessage, failed: (error: Error) => void, done: (text: string) => void): void {
  response.setEncoding('utf8');
  let text = '';
  response.on('data', (part: string) => (text += part));
  response.on('error', failed);
  response.on('end', () => done(text));
  response.on('close', () => response.complete || failed(new Error('the answer broke off')));
}
