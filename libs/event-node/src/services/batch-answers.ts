import { CallError, Status } from '../grpc/call-error';
import type { WriteOutcome } from '../log/event-log';
import type { ExpectedState } from '../rules/expected-state';
import { messageEncoder } from '../wire/definitions';

/** Codes of google.rpc.Status that the client meets in batch appends. */
const Code = {
  unknown: 2,
  invalidArgument: 3,
  timeout: 4,
  streamDeleted: 5,
  wrongVersion: 6,
  accessDenied: 7,
} as const;

const PACKAGE = 'event_store.client';

/** An error with the one detail that tells the client its kind. */
function status(code: number, message: string, name: string, detail: object): object {
  const details = {
    type_url: `type.googleapis.com/${PACKAGE}.${name}`,
    value: messageEncoder(`${PACKAGE}.${name}`)(detail),
  };
  return { error: { code, message, details } };
}

/** The answer to an append that was done. */
export function succeeded({ revision, position }: Extract<WriteOutcome, { kind: 'written' }>): object {
  return {
    success: {
      ...(revision < 0 ? { no_stream: {} } : { current_revision: revision }),
      ...(position === undefined
        ? { no_position: {} }
        : { position: { commit_position: position, prepare_position: position } }),
    },
  };
}

/** The answer to an append that the stream's state forbids. */
export function batchRefusal(
  stream: string,
  expected: ExpectedState,
  outcome: Exclude<WriteOutcome, { kind: 'written' }>,
): object {
  if (outcome.kind === 'deleted') {
    const detail = { stream_identifier: { stream_name: Buffer.from(stream) } };
    return status(Code.streamDeleted, `stream ${stream} is deleted`, 'StreamDeleted', detail);
  }
  const { actual } = outcome;
  const detail = {
    ...(actual < 0 ? { current_no_stream: {} } : { current_stream_revision: actual }),
    ...expectedDetail(expected),
  };
  return status(Code.wrongVersion, `stream ${stream} is not at the expected version`, 'WrongExpectedVersion', detail);
}

/** The answer to an append that was refused before it reached the log; none for an error that is none of the client's. */
export function refused(error: unknown): object | undefined {
  if (!(error instanceof CallError)) return undefined;
  const { message } = error;
  switch (error.status) {
    case Status.deadlineExceeded:
      return status(Code.timeout, message, 'Timeout', {});
    case Status.permissionDenied:
      return status(Code.accessDenied, message, 'AccessDenied', {});
    case Status.invalidArgument: {
      const max = error.trailers['maximum-append-size'];
      if (max === undefined) return status(Code.invalidArgument, message, 'BadRequest', { message });
      return status(Code.invalidArgument, message, 'MaximumAppendSizeExceeded', { maxAppendSize: Number(max) });
    }
    default:
      return status(Code.unknown, message, 'Unknown', {});
  }
}

/** What was expected, as it came, for the answer. */
export function expectedFields(expected: ExpectedState | undefined): object {
  if (expected === undefined) return {};
  if (typeof expected === 'bigint') return { stream_position: String(expected) };
  return { [{ any: 'any', 'stream-exists': 'stream_exists', 'no-stream': 'no_stream' }[expected]]: {} };
}

function expectedDetail(expected: ExpectedState): object {
  if (typeof expected === 'bigint') return { expected_stream_position: String(expected) };
  return {
    [{ any: 'expected_any', 'stream-exists': 'expected_stream_exists', 'no-stream': 'expected_no_stream' }[expected]]:
      {},
  };
}
