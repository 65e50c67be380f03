import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { payloadCodec, type PayloadKeys } from './payload-codec';

const key = (): string => randomBytes(32).toString('base64');
const keys = { current: 'k1', keys: { k1: key() } } satisfies PayloadKeys;
const clear = (value: unknown): Payload => defaultPayloadConverter.toPayload(value)!;
const value = (payload: Payload): unknown => defaultPayloadConverter.fromPayload(payload);
const one = async (list: Promise<Payload[]>): Promise<Payload> => (await list)[0]!;

describe('payload codec', () => {
  const codec = payloadCodec(keys);

  it('opens whatever it has encrypted', () =>
    fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        const content: unknown = JSON.parse(text);
        expect(value(await one(codec.decode([await one(codec.encode([clear(content)]))])))).toStrictEqual(content);
      }),
      { numRuns: 50 },
    ));

  it('S17 leaves nothing of the content or its type readable', async () => {
    const sealed = await one(codec.encode([clear({ note: 'canary-4111111111111111' })]));
    const stored = Buffer.concat([sealed.data!, ...Object.values(sealed.metadata!)]).toString('latin1');
    expect(stored).not.toContain('canary');
    expect(stored).not.toContain('json/plain');
  });

  it('S15 takes another nonce for every payload', async () => {
    const sealed = await codec.encode(Array.from({ length: 500 }, () => clear('same')));
    expect(new Set(sealed.map(({ data }) => Buffer.from(data!.subarray(0, 12)).toString('hex'))).size).toBe(500);
  });

  it('S16 refuses a payload with any one bit flipped', async () => {
    const sealed = await one(codec.encode([clear('amount: 100')]));
    for (let bit = 0; bit < sealed.data!.length * 8; bit += 1) {
      const data = Buffer.from(sealed.data!);
      data[bit >> 3]! ^= 1 << (bit & 7);
      await expect(codec.decode([{ ...sealed, data }])).rejects.toMatchObject({ code: 'payload-tampered' });
    }
  });

  it('S16 refuses a payload that was cut', async () => {
    const sealed = await one(codec.encode([clear('x')]));
    for (const length of [0, 5, 27, sealed.data!.length - 1]) {
      const cut = { ...sealed, data: sealed.data!.subarray(0, length) };
      await expect(codec.decode([cut])).rejects.toMatchObject({ code: 'payload-tampered' });
    }
  });

  it('S17 refuses clear payloads, unless told not to be strict', async () => {
    await expect(codec.decode([clear('order')])).rejects.toMatchObject({ code: 'payload-in-clear' });
    const lenient = payloadCodec(keys, { strict: false });
    expect(value(await one(lenient.decode([clear('order')])))).toBe('order');
  });

  it('S15 rotation: new payloads go under the new key, old ones still open', async () => {
    const old = await one(codec.encode([clear('old')]));
    const rotated = payloadCodec({ current: 'k2', keys: { ...keys.keys, k2: key() } });
    const fresh = await one(rotated.encode([clear('new')]));
    expect(Buffer.from(fresh.metadata!['encryption-key-id']!).toString()).toBe('k2');
    expect((await rotated.decode([old, fresh])).map(value)).toStrictEqual(['old', 'new']);
    await expect(codec.decode([fresh])).rejects.toMatchObject({ code: 'payload-key-unknown' });
  });

  it('S16 a payload can not be passed off as one of another key, even of the same bytes', async () => {
    const twins = payloadCodec({ current: 'k1', keys: { k1: keys.keys.k1, k2: keys.keys.k1 } });
    const sealed = await one(twins.encode([clear('x')]));
    const moved = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': Buffer.from('k2') } };
    await expect(twins.decode([moved])).rejects.toMatchObject({ code: 'payload-tampered' });
  });

  it.each([
    ['a short key', { current: 'k1', keys: { k1: 'c2hvcnQ=' } }],
    ['no current key', { current: 'k2', keys: { k1: keys.keys.k1 } }],
  ])('refuses to start with %s', (_what, wrong) => {
    expect(() => payloadCodec(wrong)).toThrow(RangeError);
  });
});
