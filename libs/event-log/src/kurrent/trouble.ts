import {
  AppendConsistencyViolationError,
  CancelledError,
  DeadlineExceededError,
  NotLeaderError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { TookTooLong } from './within';

/** What an error of an append means for whoever asked for it. */
export type AppendTrouble = 'conflict' | 'not-sent' | 'outcome-unknown' | 'refused';

/** gRPC status codes that say, without doubt, that the server turned the request down. */
const DEFINITE = new Set([3, 7, 9, 11, 12, 16]);
/** What the client says when it never had a connection to send on. */
const NO_CONNECTION = /No connection established|Name resolution failed/;

/**
 * Tells whether an append that failed was refused, never sent, or may have been written. In doubt it may have been
 * written: the same events again do no harm.
 */
export function appendTrouble(error: unknown): AppendTrouble {
  if (error instanceof WrongExpectedVersionError || error instanceof AppendConsistencyViolationError) return 'conflict';
  if (error instanceof TookTooLong) return 'outcome-unknown';
  if (error instanceof NotLeaderError) return 'not-sent';
  if (error instanceof Error && NO_CONNECTION.test(error.message)) return 'not-sent';
  if (lostAnswers.some((type) => error instanceof type)) return 'outcome-unknown';
  if (error instanceof UnknownError) return DEFINITE.has(codeOf(error) ?? 2) ? 'refused' : 'outcome-unknown';
  // The call before the append, in which the client asks what the server can do, fails with a bare gRPC error.
  return isBareGrpcError(error) ? 'not-sent' : 'refused';
}

const lostAnswers = [UnavailableError, CancelledError, DeadlineExceededError, TimeoutError];

/** Whether a read may work when it is tried again. */
export function mayReadAgain(error: unknown): boolean {
  return error instanceof TookTooLong || error instanceof UnknownError || isUnreachable(error);
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof NotLeaderError || lostAnswers.some((type) => error instanceof type) || isBareGrpcError(error);

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

/** An error of gRPC that the client has not turned into one of its own: those have a `type`. */
const isBareGrpcError = (error: unknown): boolean =>
  codeOf(error) !== undefined && !(error instanceof Error && 'type' in error);
