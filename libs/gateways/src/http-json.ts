import { exchange, type LineAnswer } from './http-call';
import { GatewayUnreachable } from './unreachable';

/** One exchange with a gateway that speaks JSON over HTTP. `no-answer`: it may or may not have been done. */
export type HttpAnswer = { answered: true; status: number; body: unknown } | { answered: false };

export interface HttpJsonSettings {
  /** Named in errors, e.g. `card network`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly key?: string;
  readonly body?: unknown;
}

/** Failures of which the system says that no connection ever stood, so that nothing can have been sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/**
 * Sends one request and reads one answer.
 * @throws {GatewayUnreachable} when nothing was done: no connection, 429 or 503.
 */
export async function callJson(settings: HttpJsonSettings, request: HttpRequest): Promise<HttpAnswer> {
  let answer: LineAnswer;
  try {
    answer = await exchange({
      method: request.method,
      url: new URL(request.path, settings.baseUrl),
      headers: headersOf(settings, request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      timeoutMs: settings.timeoutMs,
    });
  } catch (error) {
    if (neverConnected(error)) throw new GatewayUnreachable(settings.name, undefined, { cause: error });
    return { answered: false };
  }
  const { status, retryAfter, text } = answer;
  if (status === 429 || status === 503) throw new GatewayUnreachable(settings.name, retryAfterMs(retryAfter));
  return { answered: true, status, body: parse(text) };
}

function headersOf(settings: HttpJsonSettings, request: HttpRequest): Record<string, string> {
  return {
    authorization: `Bearer ${settings.apiKey}`,
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.key === undefined ? {} : { 'idempotency-key': request.key }),
  };
}

function neverConnected(error: unknown): boolean {
  const { code, errors = [] } = (error ?? {}) as { code?: string; errors?: readonly { code?: string }[] };
  return [code, ...errors.map((one) => one.code)].some((one) => one !== undefined && NEVER_CONNECTED.has(one));
}

/** A gateway that asks for longer is asked all the same: it must not hold bills up for as long as it likes. */
const LONGEST_PAUSE_MS = 3_600_000;

function retryAfterMs(retryAfter: string | undefined): number | undefined {
  const isSeconds = /^\d{1,9}$/.test(retryAfter?.trim() ?? '');
  return isSeconds ? Math.min(Number(retryAfter) * 1000, LONGEST_PAUSE_MS) : undefined;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // not JSON: the caller's shape check refuses it
  }
}
