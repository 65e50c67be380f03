import { invalid } from '../grpc/call-error';
import type { UuidMessage } from './messages';

const TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NIL = Buffer.alloc(16);

/** The 16 bytes of a UUID of 36 characters; none if it is not one. */
export function uuidBytes(text: string): Buffer | undefined {
  return TEXT.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : undefined;
}

/** The 36 characters of a UUID of 16 bytes. */
export function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The 16 bytes of a UUID in either form. @throws {CallError} INVALID_ARGUMENT naming `field`. */
export function readUuid(message: UuidMessage | null | undefined, field: string): Buffer {
  const bytes = bytesOf(message);
  if (!bytes) throw invalid(field, 'must be a UUID');
  if (bytes.equals(NIL)) throw invalid(field, 'must not be the empty UUID');
  return bytes;
}

function bytesOf(message: UuidMessage | null | undefined): Buffer | undefined {
  if (message?.string !== undefined) return uuidBytes(message.string);
  if (!message?.structured) return undefined;
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(BigInt(message.structured.most_significant_bits ?? 0), 0);
  bytes.writeBigInt64BE(BigInt(message.structured.least_significant_bits ?? 0), 8);
  return bytes;
}
