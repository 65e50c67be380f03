import type { components } from './schema.generated';

/** A problem as the api answers it (RFC 9457): a stable `code`, what is wrong, and the step to take. */
export type ProblemBody = components['schemas']['Problem'];
/** Every code that a problem can carry. */
export type ProblemCode = ProblemBody['code'];

/** The api turned a request down, or could not do it now (`retryAfter`, in seconds, says when it may). */
export class OnfileProblem extends Error {
  override readonly name = 'OnfileProblem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(readonly body: ProblemBody) {
    super(`${body.code}: ${body.detail}`);
    this.code = body.code;
    this.status = body.status;
    this.retryAfter = body.retryAfter;
  }
}

/**
 * The problem that a failed answer tells. What is no problem of the api (a proxy's page, a broken line) counts as one of
 * its own: `internal`, with the answer's status.
 */
export function problemOf(error: unknown, status: number): OnfileProblem {
  if (isProblem(error)) return new OnfileProblem(error);
  return new OnfileProblem({
    type: 'urn:onfile:problem:internal',
    title: 'internal',
    status,
    code: 'internal',
    detail: 'The answer is not one of the api.',
    nextStep: 'Send the same request, with the same key, again.',
  });
}

function isProblem(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null && typeof (value as { code?: unknown }).code === 'string';
}
