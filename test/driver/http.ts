/** One answer of Onfile or of the bank, as a client sees it. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One HTTP exchange; answers are never followed when they redirect. */
export async function ask<Body = Record<string, unknown>>(url: string, given: Ask = {}): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method: given.method ?? (given.body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(given.token === undefined ? {} : { authorization: `Bearer ${given.token}` }),
      ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
      ...given.headers,
    },
    body: given.body === undefined ? undefined : JSON.stringify(given.body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as Body };
}

/** How an exchange is made; see {@link ask} and {@link askPatiently}. */
export type Exchange = typeof ask;

/** How long a patient client goes on, and between its tries, in milliseconds. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 200;
/** Answers that say nothing of what became of the request. */
const NO_ANSWER = new Set([500, 502, 503, 504]);

/**
 * The same exchange, made again under the same key until there is an answer: as a good client does while parts of the
 * stack are gone.
 */
export const askPatiently: Exchange = async (url, given) => {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask<never>(url, given).catch((error: unknown) => {
      if (Date.now() > until) throw error;
      return undefined;
    });
    if (answer && (!NO_ANSWER.has(answer.status) || Date.now() > until)) return answer;
    await new Promise((next) => setTimeout(next, PAUSE_MS));
  }
};

function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return { text };
  }
}

/** Asks again until `look` finds something, at most `limitMs`: tests poll, they never sleep. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined | false>,
  limitMs = 45_000,
  everyMs = 50,
): Promise<Found> {
  const until = Date.now() + limitMs;
  let last: unknown;
  while (Date.now() < until) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error; // the stack may be starting again; the limit decides
    }
    await new Promise((next) => setTimeout(next, everyMs));
  }
  throw new Error(`Waited ${limitMs} ms for ${what}.`, { cause: last });
}
