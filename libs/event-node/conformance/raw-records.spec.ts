import { randomUUID } from 'node:crypto';
import { collect, newStream, streamOf } from './events';
import { type Message, RawStore } from './raw';
import { rule } from './rule';
import { storeUnderTest } from './store';

const V2 = 'the same from 26.1';
const [SOFT_DELETED, TOMBSTONED] = ['-5', '-6'];
const [ABORTED, FAILED_PRECONDITION] = [10, 9];

const store = storeUnderTest();
let raw: RawStore;
beforeAll(() => (raw = new RawStore(store.connectionString)));
afterAll(() => raw.close());

const record = (stream: string, over: Message = {}): Message => ({
  stream,
  record_id: randomUUID(),
  schema: { format: 1, name: 'Moved' },
  data: Buffer.from('{}'),
  ...over,
});
const check = (stream: string, expected_state: string): Message => ({ stream_state: { stream, expected_state } });
const append = (records: Message[], checks: Message[] = []) => raw.call('v2', 'AppendRecords', [{ records, checks }]);

const softDeleted = async () => {
  const { stream } = await streamOf(store.client, 2);
  await store.client.deleteStream(stream);
  return stream;
};
const tombstoned = async () => {
  const { stream } = await streamOf(store.client, 2);
  await store.client.tombstoneStream(stream);
  return stream;
};

describe('8. states the client can not ask for', () => {
  rule('a stream may be checked to be soft deleted, and be', V2, async () => {
    expect((await append([record(newStream())], [check(await softDeleted(), SOFT_DELETED)])).code).toBe(0);
  });

  rule('one that is not soft deleted fails that check', V2, async () => {
    for (const stream of [newStream(), (await streamOf(store.client, 1)).stream, await tombstoned()]) {
      expect((await append([record(newStream())], [check(stream, SOFT_DELETED)])).code).toBe(FAILED_PRECONDITION);
    }
  });

  rule('a stream may be checked to be tombstoned, and be', V2, async () => {
    expect((await append([record(newStream())], [check(await tombstoned(), TOMBSTONED)])).code).toBe(0);
    expect((await append([record(newStream())], [check(await softDeleted(), TOMBSTONED)])).code).toBe(
      FAILED_PRECONDITION,
    );
  });
});

describe('8. what a record may say of itself', () => {
  rule('without an id it gets a new one', V2, async () => {
    const stream = newStream();
    await append([record(stream, { record_id: undefined }), record(stream, { record_id: undefined })]);
    const [one, two] = await collect(store.client.readStream(stream));
    expect(one?.event?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(one?.event?.id).not.toBe(two?.event?.id);
  });

  for (const [format, name] of [
    [1, 'Json'],
    [2, 'Protobuf'],
    [3, 'Avro'],
    [4, 'Bytes'],
  ] as const) {
    rule(`format ${format} is shown as ${name}, and only JSON as JSON`, V2, async () => {
      const stream = newStream();
      await append([record(stream, { schema: { format, name: 'Moved', id: 'schema-1' } })]);
      const [read] = await collect(store.client.readStream(stream));
      expect(read?.event?.isJson).toBe(format === 1);
      expect(read?.event?.metadata).toEqual({
        '$schema.name': 'Moved',
        '$schema.format': name,
        '$schema.id': 'schema-1',
      });
    });
  }

  rule('its properties may be numbers, truth values, lists and objects', V2, async () => {
    const stream = newStream();
    const properties = {
      text: { stringValue: 'a' },
      number: { numberValue: 1.5 },
      yes: { boolValue: true },
      list: { listValue: { values: [{ stringValue: 'b' }] } },
      object: { structValue: { fields: { deep: { stringValue: 'c' } } } },
    };
    await append([record(stream, { properties })]);
    const [read] = await collect(store.client.readStream(stream));
    expect(read?.event?.metadata).toMatchObject({
      text: 'a',
      number: 1.5,
      yes: true,
      list: ['b'],
      object: { deep: 'c' },
    });
  });
});

describe('8. an append session, message by message', () => {
  rule('the same stream twice is aborted, and nothing is written', 'the same from 25.1', async () => {
    const stream = newStream();
    const ended = await raw.call('v2', 'AppendSession', [
      { stream, records: [record(stream)] },
      { stream, records: [record(stream)] },
    ]);
    expect(ended.code).toBe(ABORTED);
    await expect(collect(store.client.readStream(stream))).rejects.toHaveProperty('type', 'stream-not-found');
  });

  rule('no message at all is a failed precondition', 'the same from 25.1', async () => {
    expect((await raw.call('v2', 'AppendSession', [])).code).toBe(FAILED_PRECONDITION);
  });

  rule('an absent expected revision is any', 'the same from 25.1', async () => {
    const { stream } = await streamOf(store.client, 2);
    const { answers } = await raw.call('v2', 'AppendSession', [{ stream, records: [record(stream)] }]);
    expect(answers[0]).toMatchObject({ output: [{ stream, stream_revision: '2' }] });
  });
});
