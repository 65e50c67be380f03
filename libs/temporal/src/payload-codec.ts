import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PayloadRefused } from './payload-refused';

/** The service's keys: base64 of 32 bytes each, by id. New payloads go under `current`; the others open old ones. */
export interface PayloadKeys {
  readonly current: string;
  readonly keys: Readonly<Record<string, string>>;
}

const { Payload: PayloadMessage } = temporal.api.common.v1;
const ENCODING = 'binary/encrypted';
const CIPHER = 'AES-256-GCM';
const KEY_BYTES = 32;
/** 96 random bits: the size GCM is made for. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const utf8 = (bytes: Uint8Array | null | undefined): string => (bytes ? Buffer.from(bytes).toString('utf8') : '');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/**
 * Encrypts everything that Temporal stores of ours (arguments, results, failures) under one rotating service key:
 * AES-256-GCM with a random nonce, the key's id beside the payload. To rotate, add a key, make it current, and keep
 * the old one for as long as histories of its time are kept.
 *
 * Clear payloads are refused on the way in (S17), or whoever can write to Temporal could hand orders to the workers.
 * `strict: false` lets them pass, for tools that read histories of another origin.
 * @throws {RangeError} at once when a key is not of 32 bytes or the current key is missing.
 */
export function payloadCodec({ current, keys }: PayloadKeys, { strict = true } = {}): PayloadCodec {
  const ring = new Map(Object.entries(keys).map(([id, text]) => [id, keyOf(id, text)]));
  const currentKey = ring.get(current);
  if (!currentKey) throw new RangeError(`payload keys: the current key ${current} is not among the keys`);
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, current, currentKey)),
    decode: async (payloads) =>
      payloads.map((payload) => {
        if (utf8(payload.metadata?.['encoding']) === ENCODING) return decrypt(payload, ring);
        if (strict) throw new PayloadRefused('payload-in-clear');
        return payload;
      }),
  };
}

function keyOf(id: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw new RangeError(`payload keys: key ${id} is not base64 of ${KEY_BYTES} bytes`);
  return key;
}

/** What is authenticated beside the content: a payload can not be passed off as one of another key or cipher. */
const associated = (keyId: string): Uint8Array => bytes(`onfile/payload/v1/${CIPHER}/${keyId}`);

function encrypt(payload: Payload, keyId: string, key: Buffer): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(keyId));
  const sealed = [cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()];
  return {
    metadata: { encoding: bytes(ENCODING), 'encryption-cipher': bytes(CIPHER), 'encryption-key-id': bytes(keyId) },
    data: Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]),
  };
}

function decrypt({ metadata, data }: Payload, ring: ReadonlyMap<string, Buffer>): Payload {
  const keyId = utf8(metadata?.['encryption-key-id']);
  const key = ring.get(keyId);
  if (!key) throw new PayloadRefused('payload-key-unknown');
  const sealed = Buffer.from(data ?? []);
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new PayloadRefused('payload-tampered');
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(keyId));
  decipher.setAuthTag(sealed.subarray(end));
  try {
    return PayloadMessage.decode(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]));
  } catch {
    throw new PayloadRefused('payload-tampered');
  }
}
