import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { createConnection } from 'node:net';
import { collect, event, newStream, revisions, streamOf } from './events';
import { type Message, named, proposed, RawStore } from './raw';
import { rule, SAME } from './rule';
import { storeUnderTest } from './store';

const store = storeUnderTest();
let raw: RawStore;
beforeAll(() => (raw = new RawStore(store.connectionString)));
afterAll(() => raw.close());

const read = async (stream: string) => collect(store.client.readStream(stream));
const batch = (stream: string, over: Message = {}): Message => ({
  correlation_id: { string: randomUUID() },
  options: { stream_identifier: named(stream), any: {}, deadline: { seconds: '10', nanos: 0 } },
  proposed_messages: [proposed()],
  is_final: true,
  ...over,
});
const send = (...messages: Message[]) => raw.call('streams', 'BatchAppend', messages);

describe('7. batch append, message by message', () => {
  rule('an append may come in parts; nothing is written before the last', SAME, async () => {
    const stream = newStream();
    const correlation_id = { string: randomUUID() };
    const { answers } = await send(
      batch(stream, { correlation_id, is_final: false }),
      { correlation_id, proposed_messages: [proposed(), proposed()], is_final: false },
      { correlation_id, proposed_messages: [], is_final: true },
    );
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ success: { current_revision: '2' } });
    expect(revisions(await read(stream))).toEqual([0, 1, 2]);
  });

  rule('parts that never end are never written', SAME, async () => {
    const stream = newStream();
    const { answers, code } = await send(batch(stream, { is_final: false }));
    expect({ answers, code }).toEqual({ answers: [], code: 0 });
    await expect(read(stream)).rejects.toHaveProperty('type', 'stream-not-found');
  });

  rule('parts of several appends may come mixed; each gets its own answer', SAME, async () => {
    const [a, b] = [newStream(), newStream()];
    const [ida, idb] = [{ string: randomUUID() }, { string: randomUUID() }];
    const { answers } = await send(
      batch(a, { correlation_id: ida, is_final: false }),
      batch(b, { correlation_id: idb, is_final: false }),
      { correlation_id: ida, proposed_messages: [proposed()], is_final: true },
      { correlation_id: idb, proposed_messages: [], is_final: true },
    );
    expect(answers).toHaveLength(2);
    expect(revisions(await read(a))).toEqual([0, 1]);
    expect(revisions(await read(b))).toEqual([0]);
  });

  rule('a part of an append that was never opened is ignored', SAME, async () => {
    const stream = newStream();
    const { answers } = await send(
      { correlation_id: { string: randomUUID() }, proposed_messages: [proposed()], is_final: true },
      batch(stream),
    );
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ success: {} });
  });

  rule('the answer carries the correlation id and the stream, also when refused', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const id = randomUUID();
    const options = { stream_identifier: named(stream), no_stream: {}, deadline: { seconds: '10', nanos: 0 } };
    const { answers } = await send(batch(stream, { correlation_id: { string: id }, options }));
    const [answer] = answers as {
      error: { code: number; details: { type_url: string } };
      stream_identifier: { stream_name: Buffer };
    }[];
    expect(answer).toMatchObject({
      error: { details: { type_url: 'type.googleapis.com/event_store.client.WrongExpectedVersion' } },
    });
    expect(answer?.stream_identifier.stream_name.toString()).toBe(stream);
    expect(uuidText((answers[0] as { correlation_id: Message }).correlation_id)).toBe(id);
  });

  const deadlines: Record<string, Message> = {
    'as a time': { deadline_21_10_0: { seconds: '1', nanos: 0 } },
    'as a span of nothing': { deadline: { seconds: '0', nanos: 0 } },
  };
  for (const [name, deadline] of Object.entries(deadlines)) {
    rule(`a deadline that has passed, given ${name}, is answered as a timeout and writes nothing`, SAME, async () => {
      const stream = newStream();
      const { answers } = await send(
        batch(stream, { options: { stream_identifier: named(stream), any: {}, ...deadline } }),
      );
      expect(answers[0]).toMatchObject({
        error: { details: { type_url: 'type.googleapis.com/event_store.client.Timeout' } },
      });
      await expect(read(stream)).rejects.toHaveProperty('type', 'stream-not-found');
    });
  }

  rule('many appends on one stream of messages are all answered before it ends', SAME, async () => {
    const stream = newStream();
    const { answers, code } = await send(...Array.from({ length: 200 }, () => batch(stream)));
    expect(code).toBe(0);
    expect(answers).toHaveLength(200);
    expect(await read(stream)).toHaveLength(200);
  });

  rule('ids may come as two numbers; the event is the same', SAME, async () => {
    const stream = newStream();
    const id = {
      structured: { most_significant_bits: '-81985529216486896', least_significant_bits: '81985529216486895' },
    };
    await send(batch(stream, { proposed_messages: [proposed({ id })] }));
    expect((await read(stream))[0]?.event?.id).toBe('fedcba98-7654-3210-0123-456789abcdef');
  });

  rule('broken JSON is stored as it came: nothing is parsed', SAME, async () => {
    const stream = newStream();
    await send(batch(stream, { proposed_messages: [proposed({ data: Buffer.from('{"broken": ') })] }));
    expect((await read(stream))[0]?.event).toMatchObject({ isJson: true, data: '{"broken": ' });
  });

  rule('a content type that is not application/json is bytes', SAME, async () => {
    const stream = newStream();
    const metadata = { type: 'Tested', 'content-type': 'text/plain' };
    await send(batch(stream, { proposed_messages: [proposed({ metadata })] }));
    expect((await read(stream))[0]?.event?.isJson).toBe(false);
  });
});

describe('7. classic append, message by message', () => {
  const options = (stream: string, expected: Message = { any: {} }): Message => ({
    options: { stream_identifier: named(stream), ...expected },
  });

  rule('options first, then one event a message', SAME, async () => {
    const stream = newStream();
    const { answers } = await raw.call('streams', 'Append', [
      options(stream),
      { proposed_message: proposed() },
      { proposed_message: proposed() },
    ]);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ success: { current_revision: '1' } });
  });

  rule('a wrong revision is an answer, not an error', SAME, async () => {
    const { stream } = await streamOf(store.client, 2);
    const { answers, code } = await raw.call('streams', 'Append', [
      options(stream, { revision: '0' }),
      { proposed_message: proposed() },
    ]);
    expect(code).toBe(0);
    expect(answers[0]).toMatchObject({ wrong_expected_version: { current_revision: '1', expected_revision: '0' } });
  });

  rule('an event without type or content type is refused by what is missing', SAME, async () => {
    for (const metadata of [{ type: 'Tested' }, { 'content-type': 'application/json' }, {}]) {
      const ended = await raw.call('streams', 'Append', [
        options(newStream()),
        { proposed_message: proposed({ metadata }) },
      ]);
      expect(ended.code).toBe(3);
      expect(ended.trailers).toMatchObject({
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      });
    }
  });

  rule('an append whose connection breaks before its end writes nothing', SAME, async () => {
    const stream = newStream();
    const { hostname, port } = new URL(`http://${raw.authority}`);
    const socket = createConnection(Number(port), hostname);
    const session = connect(`http://${raw.authority}`, { createConnection: () => socket });
    const path = '/event_store.client.streams.Streams/Append';
    const call = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    call.on('error', () => undefined);
    session.on('error', () => undefined);
    await once(call, 'response');
    call.write(raw.frame('streams', 'Append', options(stream)));
    call.write(raw.frame('streams', 'Append', { proposed_message: proposed() }));
    await store.client.appendToStream(newStream(), event());
    socket.destroy();
    await store.client.appendToStream(newStream(), event());
    await expect(read(stream)).rejects.toHaveProperty('type', 'stream-not-found');
  });
});

/** A UUID in either form as text. */
function uuidText({ string, structured }: Message): string {
  if (typeof string === 'string' && string !== '') return string;
  const { most_significant_bits: most, least_significant_bits: least } = structured as Record<string, string>;
  const hex = [most, least]
    .map((half) =>
      BigInt.asUintN(64, BigInt(half ?? 0))
        .toString(16)
        .padStart(16, '0'),
    )
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
