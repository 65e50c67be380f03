import { HttpException } from '@nestjs/common';
import { Refusal } from '@onfile/domain';
import {
  AccountForgotten,
  CommandReused,
  FactUnreadable,
  LogConflict,
  LogOutcomeUnknown,
  LogUnavailable,
} from '@onfile/event-log';
import { GatewayUnreachable } from '@onfile/gateways';
import { CursorInvalid } from '@onfile/read-models';
import { ZodValidationException } from 'nestjs-zod';
import type { ZodError } from 'zod';
import { Problem, type FieldError } from './problem';
import { Unavailable } from './unavailable';

/**
 * PostgreSQL's error classes and the system's codes that say: not now (42P01, 3F000: the projector has not made its tables
 * yet; 57014: it took too long; 40001, 40P01: others were in the way). Their words may quote data, so only codes are read.
 */
const NOT_NOW = /^(08...|57P0.|57014|40001|40P01|53...|42P01|3F000|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;

/**
 * The problem that an error is answered with. Whatever is not known here is `internal`: its words stay in the log of
 * the process and never reach the caller.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem(error.code, error.details);
  if (error instanceof ZodValidationException) {
    return new Problem('request-invalid', { errors: fieldErrors(error.getZodError() as ZodError) });
  }
  if (error instanceof Unavailable) return new Problem('try-again-later', { retryAfter: error.retryAfter });
  if (error instanceof CommandReused) return new Problem('idempotency-key-reused');
  if (error instanceof AccountForgotten) return new Problem('account-unknown');
  if (error instanceof FactUnreadable) return new Problem('record-unreadable');
  if (error instanceof CursorInvalid) return new Problem('cursor-invalid');
  if (isLogTrouble(error)) return new Problem('try-again-later', { retryAfter: 2 });
  if (error instanceof GatewayUnreachable) {
    return new Problem('try-again-later', { retryAfter: Math.ceil((error.retryAfterMs ?? 5_000) / 1000) });
  }
  if (isNotNow(error)) {
    return new Problem('try-again-later', { retryAfter: 2 });
  }
  return ofHttp(error);
}

/** What the driver of PostgreSQL says where it gives no code. */
const DRIVER_NOT_NOW =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

function isNotNow(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? NOT_NOW.test(code) : typeof message === 'string' && DRIVER_NOT_NOW.test(message);
}

/** The log is away, busy, or did not say whether it has written: the same command again gives the answer. */
const isLogTrouble = (error: unknown): boolean =>
  error instanceof LogUnavailable || error instanceof LogConflict || error instanceof LogOutcomeUnknown;

/** Errors of the HTTP layer itself: Nest's own, and those of the body parser, which carry a `status`. */
function ofHttp(error: unknown): Problem {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { status?: unknown } | undefined)?.status;
  if (status === 404) return new Problem('not-found');
  if (status === 413) return new Problem('request-too-large');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('request-invalid');
  return new Problem('internal');
}

function fieldErrors({ issues }: ZodError): FieldError[] {
  return issues.map((issue) => ({
    field: issue.path.join('.') || 'body',
    // The name of an unknown field is the caller's text, like any value: it is not repeated.
    message: issue.code === 'unrecognized_keys' ? 'Unknown fields are not taken.' : issue.message,
  }));
}
