import createClient, { type Client } from 'openapi-fetch';
import { problemOf } from './problem';
import type { paths } from './schema.generated';

/** The api by its paths: `client.GET('/v1/me')`, `client.POST('/v1/card-additions', { body, params })`. */
export type OnfileClient = Client<paths>;

/** Where the api is, and who is asking. */
export interface ClientSettings {
  /** Without a slash at its end; empty in a browser that the api itself has served. */
  readonly baseUrl: string;
  /** The bearer token of the moment; undefined while nobody is signed in. Asked before each request. */
  readonly token?: () => string | undefined;
  /** Sent along with each request, such as `Onfile-Console` where a cookie holds the session. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends requests; the platform's `fetch` unless given. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A typed client of the api. It keeps nothing: no token, no answer. */
export function createOnfileClient({ baseUrl, token, headers, fetch }: ClientSettings): OnfileClient {
  const client = createClient<paths>({ baseUrl, headers, ...(fetch === undefined ? {} : { fetch }) });
  client.use({
    onRequest({ request }) {
      const bearer = token?.();
      if (bearer !== undefined) request.headers.set('Authorization', `Bearer ${bearer}`);
      return request;
    },
  });
  return client;
}

/** The part of an exchange that `answered` looks at. */
interface Exchange<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a good answer. @throws {OnfileProblem} for every other */
export async function answered<Data>(exchange: Promise<Exchange<Data>>): Promise<Data> {
  const { data, error, response } = await exchange;
  if (!response.ok) throw problemOf(error, response.status);
  return data as Data;
}

/** How far the log was when this was answered: `atLeast` of a later query. */
export const positionOf = (response: Response): string | undefined =>
  response.headers.get('Onfile-Position') ?? undefined;
