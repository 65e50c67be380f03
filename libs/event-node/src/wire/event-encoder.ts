import type { StoredEvent } from '../log/stored-event';
import { uuidText } from './uuid';
import { varintSize, Writer } from './writer';

/** How event ids are wanted in the answer. */
export type UuidForm = 'structured' | 'string';

/** The names behind the numbers of stored events, in UTF-8. */
export interface Names {
  streamBytes(id: number): Uint8Array;
  typeBytes(id: number): Uint8Array;
}

/** An event as a reader gets it: the event, the link that led to it, or both; `position` is that of the link. */
export interface ReadEvent {
  readonly event?: StoredEvent;
  readonly link?: StoredEvent;
  readonly position: number;
}

const CONTENT_TYPES = [Buffer.from('application/octet-stream'), Buffer.from('application/json')] as const;
/** A stored time is in milliseconds, the client counts in steps of 100 ns. */
const TICKS_OF_A_MS = '0000';
/** Room for the header of a frame and what is around a message. */
const OVERHEAD = 64;
/** About what an event takes beside its data and metadata. */
const AROUND_EVENT = 256;
/** Bytes of memory taken for what is written, at first and when much was written before. */
const FIRST_CAPACITY = 4 * 1024;
const LARGEST_CAPACITY = 256 * 1024;

/** Writes answers of a read or a subscription as messages of `ReadResp`, framed for gRPC, many into one buffer. */
export class EventEncoder {
  private readonly labels = new Map<number, Buffer>();
  private writer = new Writer(FIRST_CAPACITY);

  constructor(
    private readonly names: Names,
    private readonly uuids: UuidForm,
  ) {}

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.writer.length;
  }

  /** What was written since the last time, ready to be sent. */
  take(): Buffer {
    const bytes = this.writer.finish();
    this.writer = new Writer(Math.min(Math.max(bytes.length, FIRST_CAPACITY), LARGEST_CAPACITY));
    return bytes;
  }

  /** Takes the memory for so many events at once, with so many bytes of data and metadata together. */
  expect(events: number, bytes: number): void {
    this.writer.reserve(bytes + events * AROUND_EVENT);
  }

  /** One event. */
  event({ event, link, position }: ReadEvent): void {
    const { writer } = this;
    const eventSize = event ? this.size(event) : 0;
    const linkSize = link ? this.size(link) : 0;
    const size = (event ? nested(eventSize) : 0) + (link ? nested(linkSize) : 0) + 1 + varintSize(position);
    writer.reserve(size + OVERHEAD);
    writer.frameHeader(nested(size));
    writer.header(1, size);
    if (event) this.recorded(writer, 1, event, eventSize);
    if (link) this.recorded(writer, 2, link, linkSize);
    writer.number(3, position);
  }

  /** How far a filtered subscription has come. */
  checkpoint(position: number): void {
    const { writer } = this;
    const size = 2 * (1 + varintSize(position));
    writer.reserve(OVERHEAD);
    writer.frameHeader(nested(size));
    writer.header(3, size);
    writer.number(1, position);
    writer.number(2, position);
  }

  private recorded(writer: Writer, field: number, event: StoredEvent, size: number): void {
    writer.header(field, size);
    this.uuid(writer, event.id);
    const stream = this.names.streamBytes(event.stream);
    writer.header(2, nested(stream.length));
    writer.field(3, stream);
    writer.number(3, event.revision);
    writer.number(4, event.position);
    writer.number(5, event.position);
    writer.raw(this.label(event));
    const created = `${event.created}${TICKS_OF_A_MS}`;
    writer.header(6, CREATED_KEY.length + nested(created.length));
    writer.raw(CREATED_KEY);
    writer.header(2, created.length);
    writer.ascii(created);
    if (event.metadata.length > 0) writer.field(7, event.metadata);
    if (event.data.length > 0) writer.field(8, event.data);
  }

  private size(event: StoredEvent): number {
    const { revision, position, metadata, data } = event;
    const created = `${event.created}`.length + TICKS_OF_A_MS.length;
    return (
      nested(this.uuidSize(event.id)) +
      nested(nested(this.names.streamBytes(event.stream).length)) +
      (1 + varintSize(revision)) +
      2 * (1 + varintSize(position)) +
      this.label(event).length +
      nested(CREATED_KEY.length + nested(created)) +
      (metadata.length > 0 ? nested(metadata.length) : 0) +
      (data.length > 0 ? nested(data.length) : 0)
    );
  }

  /** The entries `type` and `content-type` of the metadata map. */
  private label({ type, json }: StoredEvent): Buffer {
    const key = type * 2 + json;
    const known = this.labels.get(key);
    if (known) return known;
    const label = Buffer.concat([
      mapEntry('type', this.names.typeBytes(type)),
      mapEntry('content-type', CONTENT_TYPES[json === 1 ? 1 : 0]),
    ]);
    this.labels.set(key, label);
    return label;
  }

  private uuidSize(id: Buffer): number {
    if (this.uuids === 'string') return nested(36);
    return nested(structuredUuid(id).length);
  }

  private uuid(writer: Writer, id: Buffer): void {
    if (this.uuids === 'structured') {
      const structured = structuredUuid(id);
      writer.header(1, nested(structured.length));
      writer.field(1, structured);
      return;
    }
    writer.header(1, nested(36));
    writer.header(2, 36);
    writer.ascii(uuidText(id));
  }
}

/** Size of a field of `length` bytes with its tag and length. */
const nested = (length: number): number => 1 + varintSize(length) + length;

function mapEntry(key: string, value: Uint8Array): Buffer {
  const size = nested(key.length) + nested(value.length);
  const writer = roomFor(nested(size));
  writer.header(6, size);
  writer.field(1, Buffer.from(key));
  writer.field(2, value);
  return writer.finish();
}

function roomFor(size: number): Writer {
  const writer = new Writer(size);
  writer.reserve(size);
  return writer;
}

const CREATED_KEY = keyOf('created');

function keyOf(key: string): Buffer {
  const writer = roomFor(nested(key.length));
  writer.field(1, Buffer.from(key));
  return writer.finish();
}

/** A UUID as two signed numbers; one that is negative takes ten bytes. */
function structuredUuid(id: Buffer): Buffer {
  return Buffer.concat([varint64(1, id.readBigUInt64BE(0)), varint64(2, id.readBigUInt64BE(8))]);
}

function varint64(field: number, value: bigint): Buffer {
  const bytes = [field << 3];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
