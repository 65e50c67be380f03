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
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * Sends one request and reads one answer.
 * @throws {GatewayUnreachable} when nothing was done: no connection, 429 or 503.
 */
export async function callJson(settings: HttpJsonSettings, request: HttpRequest): Promise<HttpAnswer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(request.path, settings.baseUrl), {
      method: request.method,
      headers: headersOf(settings, request),
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    if (neverConnected(error)) throw new GatewayUnreachable(settings.name, undefined, { cause: error });
    return { answered: false };
  }
  if (response.status === 429 || response.status === 503) {
    throw new GatewayUnreachable(settings.name, retryAfterMs(response));
  }
  return { answered: true, status: response.status, body: parse(text) };
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
  const cause = error instanceof Error ? (error.cause as { code?: string; errors?: { code?: string }[] }) : undefined;
  const codes = [cause?.code, ...(cause?.errors ?? []).map(({ code }) => code)];
  return codes.some((code) => code !== undefined && NEVER_CONNECTED.has(code));
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // not JSON: the caller's shape check refuses it
  }
}
