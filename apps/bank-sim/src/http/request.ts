import type { z } from 'zod';
import { problem, type HttpAnswer } from './answer';

/** One request after it was read and its sender was checked. */
export interface BankRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came. */
  readonly text: string;
}

/** A request that can not be served as it is; carries the answer. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  constructor(readonly answer: HttpAnswer) {
    super(`refused with ${answer.status}`);
  }
}

/** One header as text. */
export function header(request: BankRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * The body as JSON of a given shape.
 * @throws {BadRequest} 400 `malformed-json`; 422 `invalid-request` naming the fields, not their values.
 */
export function jsonBody<Shape extends z.ZodType>(request: BankRequest, shape: Shape): z.infer<Shape> {
  let given: unknown;
  try {
    given = JSON.parse(request.text === '' ? '{}' : request.text);
  } catch {
    throw new BadRequest(problem(400, 'malformed-json', 'The body is not JSON.'));
  }
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))];
  throw new BadRequest(problem(422, 'invalid-request', 'Some fields are missing or wrong.', { fields }));
}

/** The body of an HTML form. */
export const formBody = (request: BankRequest): URLSearchParams => new URLSearchParams(request.text);

/** @throws {BadRequest} 400 `key-missing`: a write without a key can not be repeated safely. */
export function idempotencyKey(request: BankRequest): string {
  const key = header(request, 'idempotency-key') ?? '';
  if (key !== '' && key.length <= 255) return key;
  throw new BadRequest(problem(400, 'key-missing', 'An Idempotency-Key of 1 to 255 characters is needed.'));
}

/** A whole number from the query, or `otherwise`. */
export function queryNumber(request: BankRequest, name: string, otherwise: number): number {
  const given = request.query.get(name) ?? '';
  return /^\d{1,15}$/.test(given) ? Number(given) : otherwise;
}

/** True when a browser asks for a page rather than a program for data. */
export const wantsPage = (request: BankRequest): boolean => (header(request, 'accept') ?? '').includes('text/html');
