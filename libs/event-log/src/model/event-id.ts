import { createHash } from 'node:crypto';

/** What an event id is made of: where, by which command, the how-manieth fact of it, and what it says, time left out. */
export interface EventIdentity {
  readonly stream: string;
  readonly commandId: string;
  readonly index: number;
  readonly type: string;
  readonly content: unknown;
}

/**
 * The id of an event: a UUID (version 8) of the SHA-256 of what it is. A true repeat has the same id and is a no-op in
 * the event store; other content under the same command is another id, hence a conflict.
 */
export function eventId({ stream, commandId, index, type, content }: EventIdentity): string {
  const hash = createHash('sha256')
    .update(canonical([stream, commandId, index, type, content]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80; // version 8: made by a rule of our own
  hash[8] = (hash[8]! & 0x3f) | 0x80; // variant of RFC 9562
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * JSON with the keys of every object in order, so that the same content is the same text whoever put it together. Put
 * together by hand, since it is made of every fact that is written: `JSON.stringify` with a replacer takes several times
 * as long.
 */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const content = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of inOrder(Object.keys(content))) {
    if (content[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(content[key])}`);
  }
  return `{${parts.join(',')}}`;
}

/** By their characters; whole numbers first and by size, as in every object. */
function inOrder(keys: string[]): string[] {
  keys.sort();
  return keys.some(beginsWithDigit) ? Object.keys(Object.fromEntries(keys.map((key) => [key, 0]))) : keys;
}

const beginsWithDigit = (key: string): boolean => key >= '0' && key < ':';
