import { CallError, Status } from './call-error';

/** One byte for compression, four for the length. */
const HEADER_BYTES = 5;

/** Puts the five bytes before a message that make it a frame of gRPC. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(HEADER_BYTES + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, HEADER_BYTES);
  return framed;
}

/** Cuts the bytes of a request into messages, however they were split on the way. */
export class FrameReader {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private needed = HEADER_BYTES;

  /** `maxBytes` is the longest message that is taken. */
  constructor(private readonly maxBytes: number) {}

  /**
   * Takes the next bytes and answers the messages that are complete with them. A message is a view of the bytes where
   * possible, not a copy.
   * @throws {CallError} for a compressed or too long message.
   */
  push(chunk: Buffer): Buffer[] {
    if (this.pendingBytes + chunk.length < this.needed) {
      this.keep(chunk);
      return [];
    }
    const bytes = this.pendingBytes === 0 ? chunk : Buffer.concat([...this.pending, chunk]);
    this.pending = [];
    this.pendingBytes = 0;
    return this.cut(bytes);
  }

  /** Whether the request ended in the middle of a message. */
  get isCut(): boolean {
    return this.pendingBytes > 0;
  }

  private cut(bytes: Buffer): Buffer[] {
    const messages: Buffer[] = [];
    let at = 0;
    this.needed = HEADER_BYTES;
    while (bytes.length - at >= HEADER_BYTES) {
      const length = this.lengthAt(bytes, at);
      const end = at + HEADER_BYTES + length;
      if (end > bytes.length) {
        this.needed = HEADER_BYTES + length;
        break;
      }
      messages.push(bytes.subarray(at + HEADER_BYTES, end));
      at = end;
    }
    if (at < bytes.length) this.keep(bytes.subarray(at));
    return messages;
  }

  private lengthAt(bytes: Buffer, at: number): number {
    if (bytes[at] !== 0) throw new CallError(Status.unimplemented, 'compressed messages are not supported');
    const length = bytes.readUInt32BE(at + 1);
    if (length > this.maxBytes) {
      throw new CallError(Status.resourceExhausted, `a message of ${length} bytes is longer than ${this.maxBytes}`);
    }
    return length;
  }

  private keep(chunk: Buffer): void {
    this.pending.push(chunk);
    this.pendingBytes += chunk.length;
  }
}
