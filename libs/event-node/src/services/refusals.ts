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

/** What a client is told when a write failed: that it was not done and may be tried again. */
export const told = (error: unknown): unknown =>
  error instanceof WriteFailed ? new CallError(Status.unavailable, error.message) : error;
