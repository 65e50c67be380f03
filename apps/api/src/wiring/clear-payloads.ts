import type { Payload, PayloadCodec } from '@temporalio/common';

/** A payload as JSON writes it: bytes are base64. */
interface WrittenPayload {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data?: string;
}

/** A history (or any part of one) whose encrypted payloads are opened; everything else is as it was. */
export async function inClear(part: unknown, codec: PayloadCodec): Promise<unknown> {
  if (Array.isArray(part)) return Promise.all(part.map((one) => inClear(one, codec)));
  if (typeof part !== 'object' || part === null) return part;
  if (isEncrypted(part)) return opened(part, codec);
  const fields = Object.entries(part).map(async ([name, value]) => [name, await inClear(value, codec)] as const);
  return Object.fromEntries(await Promise.all(fields));
}

const ENCRYPTED = Buffer.from('binary/encrypted').toString('base64');

const isEncrypted = (part: object): part is WrittenPayload =>
  (part as Partial<WrittenPayload>).metadata?.['encoding'] === ENCRYPTED;

async function opened({ metadata, data = '' }: WrittenPayload, codec: PayloadCodec): Promise<WrittenPayload> {
  const bytes = Object.entries(metadata).map(([name, text]) => [name, Buffer.from(text, 'base64')] as const);
  const sealed: Payload = { metadata: Object.fromEntries(bytes), data: Buffer.from(data, 'base64') };
  const [clear] = await codec.decode([sealed]);
  const base64 = (content: Uint8Array | null | undefined): string => Buffer.from(content ?? []).toString('base64');
  const about = Object.entries(clear?.metadata ?? {}).map(([name, value]) => [name, base64(value)] as const);
  return { metadata: Object.fromEntries(about), data: base64(clear?.data) };
}
