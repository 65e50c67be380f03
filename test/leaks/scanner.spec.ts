import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { needlesFor, scanBytes, scanFolder } from './scanner';

const CANARY = '4000007712345678+ñ';
const needles = needlesFor([{ name: 'canary', text: CANARY }]);
const around = (bytes: Buffer) => Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' behind')]);

/** Each form, as it might lie in a store. */
const FORMS: readonly [string, Buffer][] = [
  ['text', Buffer.from(CANARY)],
  ['hex', Buffer.from(Buffer.from(CANARY).toString('hex'))],
  ['HEX', Buffer.from(Buffer.from(CANARY).toString('hex').toUpperCase())],
  ['utf-16', Buffer.from(CANARY, 'utf16le')],
  ['url', Buffer.from(encodeURIComponent(CANARY))],
  ...[0, 1, 2].map((n): [string, Buffer] => [
    `base64+${n}`,
    Buffer.from(Buffer.from(`${'x'.repeat(n)}${CANARY} and more`).toString('base64')),
  ]),
  ['text deflated', deflateSync(Buffer.from(`{"number":"${CANARY}"}`))],
  ['text deflated', gzipSync(Buffer.from(`{"number":"${CANARY}"}`))],
];

describe('S1 the scanner finds a planted canary', () => {
  it.each(FORMS)('as %s', (form, bytes) => {
    expect(scanBytes(around(bytes), needles, 'here')).toContainEqual({ secret: 'canary', form, where: 'here' });
  });

  it('and nothing where there is nothing', () =>
    expect(scanBytes(around(Buffer.from('4000007712345679')), needles, 'here')).toEqual([]));

  it('in a file below the folder, also across the pieces it is read in, and not in a skipped one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onfile-scan-'));
    const big = Buffer.concat([Buffer.alloc(4 * 1024 * 1024 - 5, 120), Buffer.from(CANARY), Buffer.alloc(100, 120)]);
    await writeFile(join(folder, 'big'), big);
    await writeFile(join(folder, 'skipped'), CANARY);
    const leaks = await scanFolder(folder, needles, (path) => path.endsWith('skipped'));
    expect(leaks).toEqual([{ secret: 'canary', form: 'text', where: join(folder, 'big') }]);
    await rm(folder, { recursive: true });
  });

  it('refuses to look for what stands everywhere by chance', () =>
    expect(() => needlesFor([{ name: 'code', text: '123456' }])).toThrow(RangeError));
});
