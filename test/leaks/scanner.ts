import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** A secret that must be nowhere, under a name that a report may tell. */
export interface Secret {
  readonly name: string;
  readonly text: string;
}

/** A secret found: which, in what form, and where. */
export interface Leak {
  readonly secret: string;
  readonly form: string;
  readonly where: string;
}

interface Needle {
  readonly secret: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** What a scan looks for: every secret, in every form in which it might lie somewhere. */
export type Needles = readonly Needle[];

/** Bytes read at once; what is longer than any needle is carried over to the next piece. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** Shorter texts stand everywhere by chance. */
const SHORTEST = 9;

/**
 * All forms of the secrets: as text, in base64 at each of its three offsets (also the one for URLs), in hexadecimal,
 * URL-encoded, and in UTF-16. @throws {RangeError} for a secret so short that it is found by chance.
 */
export function needlesFor(secrets: readonly Secret[]): Needles {
  return secrets.flatMap(({ name, text }) => {
    if (text.length < SHORTEST) throw new RangeError(`too short to be looked for: ${name}`);
    return formsOf(text).map(([form, bytes]) => ({ secret: name, form, bytes }));
  });
}

function formsOf(text: string): [form: string, bytes: Buffer][] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const forms: [string, Buffer][] = [
    ['text', bytes],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['utf-16', Buffer.from(text, 'utf16le')],
    ...[0, 1, 2].map((offset): [string, Buffer] => [`base64+${offset}`, base64At(bytes, offset)]),
  ];
  const encoded = encodeURIComponent(text);
  if (encoded !== text) forms.push(['url', Buffer.from(encoded)]);
  const forUrls = base64At(bytes, 0).toString().replaceAll('+', '-').replaceAll('/', '_');
  if (forUrls !== base64At(bytes, 0).toString()) forms.push(['base64url', Buffer.from(forUrls)]);
  return forms;
}

/** The base64 digits that depend on the text alone, when it begins `offset` bytes into a group of three. */
function base64At(bytes: Buffer, offset: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const from = offset === 0 ? 0 : offset + 1;
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return Buffer.from(encoded.slice(from, whole));
}

/** Leaks in bytes; looks into whatever is deflated in them, too. */
export function scanBytes(bytes: Buffer, needles: Needles, where: string): Leak[] {
  const plain = found(bytes, needles, where, '');
  return [...plain, ...deflatedIn(bytes).flatMap((inner) => found(inner, needles, where, ' deflated'))];
}

const found = (bytes: Buffer, needles: Needles, where: string, how: string): Leak[] =>
  needles
    .filter((needle) => bytes.includes(needle.bytes))
    .map(({ secret, form }) => ({ secret, form: `${form}${how}`, where }));

/** Everything that can be inflated from where zlib or gzip say that it begins. */
function deflatedIn(bytes: Buffer): Buffer[] {
  const inner: Buffer[] = [];
  for (let at = 0; at < bytes.length - 8; at += 1) {
    const [first, second] = [bytes[at], bytes[at + 1]];
    const isZlib = first === 0x78 && (second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda);
    const isGzip = first === 0x1f && second === 0x8b && bytes[at + 2] === 8;
    if (!isZlib && !isGzip) continue;
    try {
      inner.push(isZlib ? inflateSync(bytes.subarray(at)) : inflateRawSync(bytes.subarray(at + 10)));
    } catch {
      // these two bytes were no beginning
    }
  }
  return inner;
}

/** Leaks in all files below a folder, but for those that `skip` names. */
export async function scanFolder(
  folder: string,
  needles: Needles,
  skip: (path: string) => boolean = () => false,
): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const path of await filesBelow(folder, skip)) leaks.push(...(await scanFile(path, needles)));
  return leaks;
}

/** Paths of all files below a folder. */
export async function filesBelow(folder: string, skip: (path: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !skip(path));
}

async function scanFile(path: string, needles: Needles): Promise<Leak[]> {
  const longest = Math.max(...needles.map(({ bytes }) => bytes.length));
  const leaks = new Map<string, Leak>();
  let carried: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const bytes = Buffer.concat([carried, piece as Buffer]);
    for (const leak of scanBytes(bytes, needles, path)) leaks.set(`${leak.secret} ${leak.form}`, leak);
    carried = bytes.subarray(Math.max(0, bytes.length - longest));
  }
  return [...leaks.values()];
}
