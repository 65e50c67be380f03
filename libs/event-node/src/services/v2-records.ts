import { invalid } from '../grpc/call-error';
import { newId } from '../log/event-writer';
import type { NewEvent } from '../log/stored-event';
import type { AppendRecord, ValueMessage } from '../wire/messages';
import { readUuid } from '../wire/uuid';
import { checkedName, writable } from './requests';

/** Names of the formats, as readers find them in the metadata. */
const FORMATS: Readonly<Record<number, string>> = { 1: 'Json', 2: 'Protobuf', 3: 'Avro', 4: 'Bytes' };
const JSON_FORMAT = 1;
const EMPTY = Buffer.alloc(0);

/** The name of a stream that version 2 writes to. @throws {CallError} INVALID_ARGUMENT naming `field`. */
export const v2StreamName = (name: string | undefined, field: string): string =>
  writable(checkedName(name ?? '', field));

/** The event of a record: its properties become the metadata that readers see. @throws {CallError} INVALID_ARGUMENT */
export function recordEvent({ record_id: recordId, properties, schema, data }: AppendRecord, field: string): NewEvent {
  const id = recordId === undefined ? newId() : readUuid({ string: recordId }, `${field}.record_id`);
  if (!schema?.name) throw invalid(`${field}.schema.name`, 'must not be empty');
  const format = FORMATS[schema.format ?? 0];
  if (!format) throw invalid(`${field}.schema.format`, 'must be JSON, Protobuf, Avro or bytes');
  const metadata: Record<string, unknown> = {
    ...plainFields(properties),
    '$schema.name': schema.name,
    '$schema.format': format,
  };
  if (schema.id) metadata['$schema.id'] = schema.id;
  return {
    id,
    type: schema.name,
    json: schema.format === JSON_FORMAT,
    data: data ?? EMPTY,
    metadata: Buffer.from(JSON.stringify(metadata)),
  };
}

const plainFields = (fields: Readonly<Record<string, ValueMessage>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plain(value)]));

/** A value of JSON from its form in protobuf. */
function plain(value: ValueMessage): unknown {
  if (value.structValue) return plainFields(value.structValue.fields);
  if (value.listValue) return (value.listValue.values ?? []).map(plain);
  return value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
}
