import { binaryEvent, type EventData, jsonEvent, type MaxAppendSizeExceededError } from '@kurrent/kurrentdb-client';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { bytes, collect, event, newStream } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';
import { follow } from './tail';

const MIB = 1024 * 1024;

const store = storeUnderTest();

/** Appends one event and reads it back from its stream. */
async function roundTrip(one: EventData, stream = newStream()) {
  await store.client.appendToStream(stream, one);
  const [read] = await collect(store.client.readStream(stream));
  if (!read?.event) throw new Error('nothing came back');
  return read.event;
}

describe('7. what an event may hold', () => {
  rule('JSON comes back as it was, with every kind of value', SAME, async () => {
    const data = {
      text: 'Grüße 🎴 \u0000\u2028',
      number: -1.5e-7,
      big: 9_007_199_254_740_991,
      yes: true,
      none: null,
      list: [[], {}],
    };
    const read = await roundTrip(jsonEvent({ type: 'Tested', data, metadata: { ключ: '値' } }));
    expect(read).toMatchObject({ isJson: true, data, metadata: { ключ: '値' } });
  });

  rule('bytes come back as they were, all 256 of them', SAME, async () => {
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    const read = await roundTrip(bytes(data));
    expect(read.isJson).toBe(false);
    expect(Buffer.from(read.data as Uint8Array).equals(data)).toBe(true);
  });

  rule('empty data is kept as empty data', SAME, async () => {
    const read = await roundTrip(bytes(new Uint8Array()));
    expect(read.data as Uint8Array).toHaveLength(0);
    expect(read.metadata).toBeUndefined();
  });

  rule('empty data reaches a subscription too', SAME, async () => {
    const stream = newStream();
    await store.client.appendToStream(stream, bytes(new Uint8Array()));
    const tail = follow(store.client, stream);
    await tail.untilReceived(1);
    expect(tail.received[0]?.event?.data as Uint8Array).toHaveLength(0);
    await tail.stop();
  });

  rule('metadata may be bytes that are no JSON', SAME, async () => {
    const metadata = Uint8Array.from([0, 255, 1, 254]);
    const read = await roundTrip(binaryEvent({ type: 'Tested', data: Buffer.from('x'), metadata }));
    expect(Buffer.from(read.metadata as Uint8Array).equals(metadata)).toBe(true);
  });

  rule('the event keeps its id, its type and the stream it is in', SAME, async () => {
    const stream = newStream();
    const id = randomUUID();
    const read = await roundTrip(event(id, 'Тип события 型'), stream);
    expect(read).toMatchObject({ id, type: 'Тип события 型', streamId: stream, revision: 0n });
  });

  rule('an id comes back in lower case however it was written', SAME, async () => {
    const id = randomUUID();
    expect((await roundTrip(event(id.toUpperCase()))).id).toBe(id);
  });

  rule('created is the clock of the store at the append', SAME, async () => {
    const before = Date.now();
    const stream = newStream();
    await store.client.appendToStream(stream, event());
    const after = Date.now();
    const tail = follow(store.client, stream);
    await tail.untilReceived(1);
    const created = tail.received[0]?.event?.created.getTime() ?? 0;
    const skew = process.env['KURRENTDB_URL'] === undefined ? 1 : 60_000;
    expect(created).toBeGreaterThanOrEqual(before - skew);
    expect(created).toBeLessThanOrEqual(after + skew);
    await tail.stop();
  });
});

describe('7. stream names', () => {
  for (const name of [
    '日本語-ストリーム',
    'ünïcödé',
    '🎴🎴',
    'with spaces and\ttabs',
    'a/b?c=d&e#f%20',
    "'; drop table events; --",
    '$system-like',
    'x'.repeat(2000),
  ]) {
    rule(`${JSON.stringify(name.slice(0, 40))} is a name like any other`, SAME, async () => {
      const stream = `${name}-${randomUUID()}`;
      const one = event();
      const read = await roundTrip(one, stream);
      expect(read).toMatchObject({ id: one.id, streamId: stream });
    });
  }

  rule('names differ by case, by accent form and by trailing space', SAME, async () => {
    const base = randomUUID();
    const names = [`${base}-a`, `${base}-A`, `${base}-\u00e9`, `${base}-e\u0301`, `${base}-a `];
    for (const name of names) await store.client.appendToStream(name, event());
    for (const name of names) expect(await collect(store.client.readStream(name))).toHaveLength(1);
  });
});

describe('7. sizes', () => {
  const big = (size: number) => bytes(randomBytes(size), 'Big');
  const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

  rule('an event of almost 16 MiB is stored and read back whole', 'the same from 25.x; 1 MiB before', async () => {
    const one = big(16 * MIB - 1024);
    const read = await roundTrip(one);
    expect(digest(read.data as Uint8Array)).toBe(digest(one.data as Uint8Array));
  });

  rule(
    'an append of many messages (5 events of 2 MiB in batches of 3 MiB) is one append',
    'the same from 25.x',
    async () => {
      const stream = newStream();
      const five = Array.from({ length: 5 }, () => big(2 * MIB));
      const answer = await store.client.appendToStream(stream, five);
      expect(answer.nextExpectedRevision).toBe(4n);
      const read = await collect(store.client.readStream(stream));
      expect(read.map(({ event: one }) => digest(one?.data as Uint8Array))).toEqual(
        five.map(({ data }) => digest(data as Uint8Array)),
      );
    },
  );

  rule('an event over 16 MiB is refused, and the store goes on', 'the same from 25.x', async () => {
    const stream = newStream();
    const refusal = await refusalOf(store.client.appendToStream(stream, big(16 * MIB + 1)));
    expect(['maximum-append-size-exceeded', 'unknown']).toContain((refusal as MaxAppendSizeExceededError).type);
    await expect(store.client.appendToStream(stream, event())).resolves.toMatchObject({ nextExpectedRevision: 0n });
  });

  rule('ten thousand small events in one append are stored in order', SAME, async () => {
    const stream = newStream();
    const many = Array.from({ length: 10_000 }, (_, n) => jsonEvent({ type: 'Tested', data: { n } }));
    await store.client.appendToStream(stream, many);
    const read = await collect(store.client.readStream(stream));
    expect(read.map(({ event: one }) => (one?.data as { n: number }).n)).toEqual(many.map((_, n) => n));
  });
});
