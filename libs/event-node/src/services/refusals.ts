import { CallError, Status } from '../grpc/call-error';
import { WriteFailed } from '../log/commit-queue';
import { expectedNumber, type ExpectedState } from '../rules/expected-state';

/** The stream is tombstoned, or it was expected to exist and is soft-deleted. */
export const streamDeleted = (stream: string): CallError =>
  new CallError(Status.failedPrecondition, `stream ${stream} is deleted`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** The stream of a delete or tombstone is not as expected; `actual` is -1 if it never had events. */
export const wrongVersion = (stream: string, expected: ExpectedState, actual: number): CallError =>
  new CallError(Status.failedPrecondition, `stream ${stream} is not at the expected version`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(expectedNumber(expected)),
    'actual-version': actual < 0 ? '' : String(actual),
  });

/** An append, or one event of it, is larger than the node takes. `max` in bytes. */
export const appendTooLarge = (max: number): CallError =>
  new CallError(Status.invalidArgument, `the append is larger than ${max} bytes`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(max),
  });

/** The client's time is up. Nothing was written. */
export const tooLate = (): CallError => new CallError(Status.deadlineExceeded, 'the deadline of the call has passed');

/** What a client is told of an error that it did not cause: whether to try again, and nothing of our insides. */
export function explained(error: unknown): CallError {
  if (error instanceof WriteFailed) return new CallError(Status.unavailable, 'the log could not be written: try again');
  const code = String((error as { code?: unknown }).code);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return new CallError(Status.dataLoss, 'the file of the log is damaged');
  if (code.startsWith('SQLITE_')) return new CallError(Status.unavailable, 'the log could not be read: try again');
  return new CallError(Status.unknown, 'the node could not handle this call');
}
