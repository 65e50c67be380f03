import { isUtf8 } from 'node:buffer';
import { CallError, invalid, Status } from '../grpc/call-error';
import type { NewEvent } from '../log/stored-event';
import type { ExpectedState } from '../rules/expected-state';
import type { ExpectedFields, ProposedMessage, StreamIdentifier } from '../wire/messages';
import { readUuid } from '../wire/uuid';

const EMPTY = Buffer.alloc(0);

/** Of a stream's name, in UTF-8. What is told of a stream in the trailers of an error has to pass through every client. */
export const MAX_NAME_BYTES = 4_096;

/** The name of a stream that is asked for. @throws {CallError} INVALID_ARGUMENT naming `field`. */
export function streamName(identifier: StreamIdentifier | null | undefined, field: string): string {
  const bytes = identifier?.stream_name;
  if (!bytes || bytes.length === 0) throw invalid(field, 'must not be empty');
  if (!isUtf8(bytes)) throw invalid(field, 'must be UTF-8');
  return checkedName(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'), field);
}

/** A name that a stream may have. @throws {CallError} INVALID_ARGUMENT naming `field`. */
export function checkedName(name: string, field: string): string {
  if (name === '') throw invalid(field, 'must not be empty');
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw invalid(field, `must not be longer than ${MAX_NAME_BYTES} bytes`);
  if (name === '$$') throw invalid(field, 'must not be "$$": it would be the metadata of a stream without a name');
  return name;
}

/** The name of a stream that is written to. @throws {CallError} INVALID_ARGUMENT, PERMISSION_DENIED for `$all`. */
export function writableName(identifier: StreamIdentifier | null | undefined, field: string): string {
  return writable(streamName(identifier, field));
}

/** A name that may be written to. @throws {CallError} PERMISSION_DENIED for `$all`. */
export function writable(name: string): string {
  if (name !== '$all') return name;
  throw new CallError(Status.permissionDenied, 'nothing can be written to $all', { exception: 'access-denied' });
}

/** What the stream must be like. @throws {CallError} INVALID_ARGUMENT naming `field` when it is not said. */
export function expectedState(fields: ExpectedFields, field: string): ExpectedState {
  const revision = fields.revision ?? fields.stream_position;
  if (revision !== undefined) return BigInt(revision);
  if (fields.no_stream) return 'no-stream';
  if (fields.any) return 'any';
  if (fields.stream_exists) return 'stream-exists';
  throw invalid(field, 'must say a revision, no stream, any or stream exists');
}

/** An event without its type or content type. */
const missingMetadata = (field: string): CallError =>
  new CallError(Status.invalidArgument, `${field}: must have type and content-type`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

/** The event that a client proposes. @throws {CallError} INVALID_ARGUMENT naming what is wrong in `field`. */
export function proposedEvent(message: ProposedMessage, field: string): NewEvent {
  const { type, 'content-type': contentType } = message.metadata ?? {};
  if (type === undefined || contentType === undefined) throw missingMetadata(`${field}.metadata`);
  if (type === '') throw invalid(`${field}.metadata.type`, 'must not be empty');
  return {
    id: readUuid(message.id, `${field}.id`),
    type,
    json: contentType === 'application/json',
    data: message.data ?? EMPTY,
    metadata: message.custom_metadata ?? EMPTY,
  };
}
