/** Protobuf's way of saying how a field is written: as a varint, or as bytes with their length. */
const LENGTH_DELIMITED = 2;
/** Numbers above this have more than 32 bits. */
const MAX_UINT32 = 0xffff_ffff;

/** The largest signed number of 64 bits, as a varint: the revision of a tombstone. */
const MAX_INT64 = Buffer.from('ffffffffffffffff7f', 'hex');

const NOTHING = Buffer.alloc(0);

/** How many bytes a number takes as a varint. Whole, not negative; above 2^53 it stands for 2^63 - 1. */
export function varintSize(value: number): number {
  if (value > Number.MAX_SAFE_INTEGER) return MAX_INT64.length;
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/**
 * Writes messages of protobuf into one growing piece of memory. Much faster than going through objects: the sizes of
 * nested messages are known beforehand. Fields up to number 15 only.
 */
export class Writer {
  private bytes = NOTHING;
  /** Where the next byte goes. */
  length = 0;

  /** `capacity`: the bytes of memory taken once there is something to write. */
  constructor(private readonly capacity: number) {}

  /** What was written, without a copy: the writer must not be used any more. */
  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Makes room for so many bytes more. Whatever is written needs its room made before. */
  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more, this.capacity));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  /** The header of a message in gRPC: not compressed, so many bytes long. */
  frameHeader(size: number): void {
    this.bytes[this.length] = 0;
    this.bytes.writeUInt32BE(size, this.length + 1);
    this.length += 5;
  }

  /** A field that is a number, zero too. Above 2^53 it stands for 2^63 - 1. */
  number(field: number, value: number): void {
    this.bytes[this.length++] = field << 3;
    this.varint(value);
  }

  /** The start of a field of `size` bytes: the caller writes them next. */
  header(field: number, size: number): void {
    this.bytes[this.length++] = (field << 3) | LENGTH_DELIMITED;
    this.varint(size);
  }

  /** A field of bytes. */
  field(field: number, value: Uint8Array): void {
    this.header(field, value.length);
    this.raw(value);
  }

  /** Bytes as they are. */
  raw(value: Uint8Array): void {
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  /** ASCII text as it is. */
  ascii(value: string): void {
    this.length += this.bytes.write(value, this.length, 'latin1');
  }

  private varint(value: number): void {
    if (value > Number.MAX_SAFE_INTEGER) return this.raw(MAX_INT64);
    let rest = value;
    while (rest > MAX_UINT32) {
      this.bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }
}
