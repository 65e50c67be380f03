import type { RefusalDetails } from '@onfile/domain';
import { statusOf, type ProblemCode } from './problem-codes';
import { PROBLEM_WORDS } from './problem-words';

/** One field that does not have the right form. `field` is a path such as `taxId.number`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What a problem may carry beside its code. `retryAfter` in seconds. */
export interface ProblemDetails extends RefusalDetails {
  readonly retryAfter?: number;
  readonly errors?: readonly FieldError[];
  /** 412: what is so now, in the form that the list answers. */
  readonly current?: unknown;
  /** The steps that there are to be reset to. */
  readonly steps?: readonly string[];
}

/** Thrown by the front door where it turns a request down; answered as an RFC 9457 problem. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** An RFC 9457 problem as it is sent. */
export interface ProblemBody extends ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly nextStep: string;
}

/** The body of a problem answer; `now` turns `retryAt` into `retryAfter` where only the instant is known. */
export function problemBody(code: ProblemCode, details: ProblemDetails, now: Date): ProblemBody {
  const retryAfter = details.retryAfter ?? secondsUntil(details.retryAt, now);
  return {
    type: `urn:onfile:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status: statusOf(code),
    code,
    ...PROBLEM_WORDS[code],
    ...details,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

function secondsUntil(instant: string | undefined, now: Date): number | undefined {
  if (instant === undefined) return undefined;
  return Math.max(1, Math.ceil((Date.parse(instant) - now.getTime()) / 1000));
}
