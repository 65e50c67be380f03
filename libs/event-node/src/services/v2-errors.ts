import { CallError, Status } from '../grpc/call-error';
import { eventBytes, type NewEvent } from '../log/stored-event';
import type { Violation } from '../log/append-many';
import { messageEncoder } from '../wire/definitions';
import { uuidText } from '../wire/uuid';
import type { Limits } from './limits';

const PACKAGE = 'kurrentdb.protocol.v2.streams.errors';
const statusEncoder = messageEncoder<object>('google.rpc.Status');

/** An error of version 2: a status whose one detail says what it is about. */
function detailed(status: number, message: string, name: string, detail: object): CallError {
  const any = {
    type_url: `type.googleapis.com/${PACKAGE}.${name}`,
    value: messageEncoder(`${PACKAGE}.${name}`)(detail),
  };
  const bytes = statusEncoder({ code: status, message, details: [any] });
  return new CallError(status, message, { 'grpc-status-details-bin': bytes });
}

/** The stream can not be written to any more. */
export const streamTombstoned = (stream: string): CallError =>
  detailed(Status.failedPrecondition, `stream ${stream} is deleted`, 'StreamTombstonedErrorDetails', { stream });

/** The stream is at another revision; -1 is none. */
export const revisionConflict = ({ stream, expected, last }: Violation): CallError =>
  detailed(
    Status.failedPrecondition,
    `stream ${stream} is not at the expected revision`,
    'StreamRevisionConflictErrorDetails',
    {
      stream,
      expected_revision: String(expected),
      actual_revision: last,
    },
  );

/** A session names a stream twice. */
export const alreadyInSession = (stream: string): CallError =>
  detailed(Status.aborted, `stream ${stream} comes twice in one session`, 'StreamAlreadyInAppendSessionErrorDetails', {
    stream,
  });

/** Bytes of streams' names in one error: a client drops trailers that are too long, and with them the error. */
const TOLD_BYTES = 8_192;
/** Of one violation, beside the name of its stream. */
const VIOLATION_BYTES = 40;

/** All streams that are not as expected, in their order; of very many only the first ones, and the message says so. */
export function consistencyViolation(violations: readonly Violation[]): CallError {
  const told = firstOnes(violations);
  const more = violations.length - told.length;
  return detailed(
    Status.failedPrecondition,
    `streams are not in the expected state${more > 0 ? `, ${more} more than are listed` : ''}`,
    'AppendConsistencyViolationErrorDetails',
    {
      violations: told.map(({ index, stream, expected, actual }) => ({
        check_index: index,
        stream_state: { stream, expected_state: String(expected), actual_state: String(actual) },
      })),
    },
  );
}

function firstOnes(violations: readonly Violation[]): readonly Violation[] {
  let bytes = 0;
  const tooMany = violations.findIndex(
    ({ stream }) => (bytes += Buffer.byteLength(stream) + VIOLATION_BYTES) > TOLD_BYTES,
  );
  return tooMany < 0 ? violations : violations.slice(0, tooMany);
}

/** Counts the records of one append against the limits. */
export class RecordSizes {
  private bytes = 0;

  constructor(private readonly limits: Limits) {}

  /** @throws {CallError} AppendRecordSizeExceeded, AppendTransactionSizeExceeded */
  add(stream: string, event: NewEvent): void {
    const size = eventBytes(event);
    const { maxEventBytes, maxAppendBytes } = this.limits;
    if (size > maxEventBytes) {
      const detail = { stream, record_id: uuidText(event.id), size, max_size: maxEventBytes };
      const message = `a record of ${size} bytes is larger than ${maxEventBytes}`;
      throw detailed(Status.invalidArgument, message, 'AppendRecordSizeExceededErrorDetails', detail);
    }
    this.bytes += size;
    if (this.bytes > maxAppendBytes) {
      const detail = { size: this.bytes, max_size: maxAppendBytes };
      const message = `an append of ${this.bytes} bytes is larger than ${maxAppendBytes}`;
      throw detailed(Status.aborted, message, 'AppendTransactionSizeExceededErrorDetails', detail);
    }
  }
}
