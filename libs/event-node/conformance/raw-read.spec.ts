import { newStream, streamOf } from './events';
import { type Message, named, RawStore, readOptions } from './raw';
import { rule, SAME } from './rule';
import { storeUnderTest } from './store';

const store = storeUnderTest();
let raw: RawStore;
beforeAll(() => (raw = new RawStore(store.connectionString)));
afterAll(() => raw.close());

const read = (request: Message) => raw.call('streams', 'Read', [request]);
/** The events among the answers; a cluster also sends first and last positions. */
const eventsOf = (answers: Message[]) =>
  answers.filter((one) => 'event' in one).map(({ event }) => (event as { event: Record<string, unknown> }).event);

describe('10. reads, message by message', () => {
  rule('a stream that is not there is one message and status OK', SAME, async () => {
    const stream = newStream();
    const { answers, code } = await read(readOptions(stream));
    expect(code).toBe(0);
    expect(answers).toHaveLength(1);
    expect(
      (
        answers[0]?.['stream_not_found'] as { stream_identifier: { stream_name: Buffer } }
      ).stream_identifier.stream_name.toString(),
    ).toBe(stream);
  });

  rule('ids come in the form asked for', SAME, async () => {
    const { stream, written } = await streamOf(store.client, 1);
    const text = await read(readOptions(stream));
    expect(eventsOf(text.answers)[0]?.['id']).toMatchObject({ string: written[0]?.id });
    const numbers = await read(readOptions(stream, { uuid_option: { structured: {} } }));
    const [most, least] = halves(written[0]?.id ?? '');
    expect(eventsOf(numbers.answers)[0]?.['id']).toMatchObject({
      structured: { most_significant_bits: most, least_significant_bits: least },
    });
  });

  rule('an event carries type, created in ticks of 100 ns, and content type', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const [recorded] = eventsOf((await read(readOptions(stream))).answers);
    const metadata = recorded?.['metadata'] as Record<string, string>;
    expect(metadata).toMatchObject({ type: 'Tested', 'content-type': 'application/json' });
    expect(Math.abs(Number(BigInt(metadata['created'] ?? 0) / 10_000n) - Date.now())).toBeLessThan(600_000);
  });

  rule('every event carries its position, the same as commit and prepare', SAME, async () => {
    const { stream, positions } = await streamOf(store.client, 1);
    const { answers } = await read(readOptions(stream));
    const [recorded] = eventsOf(answers);
    const position = String(positions[0]);
    expect(recorded).toMatchObject({ commit_position: position, prepare_position: position, stream_revision: '0' });
    expect(answers.find((one) => 'event' in one)).toMatchObject({ event: { commit_position: position } });
  });

  rule('a count above what there is ends at the end', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    for (const count of ['4', '9007199254740991', '18446744073709551615']) {
      const { answers, code } = await read(readOptions(stream, { count }));
      expect({ code, found: eventsOf(answers).length }).toEqual({ code: 0, found: 3 });
    }
  });

  rule('revisions above 2^63 mean the end', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const from = { stream: { stream_identifier: named(stream), revision: '18446744073709551615' } };
    const back = await read(readOptions(stream, { ...from, read_direction: 1 }));
    expect(eventsOf(back.answers).map((one) => one['stream_revision'])).toEqual(['2', '1', '0']);
    expect(eventsOf((await read(readOptions(stream, from))).answers)).toEqual([]);
  });

  // Reads of the client (1.3.1) go forwards from the start and backwards from the end, whatever they are told.
  const whole = (place: Message, direction: number): Message =>
    readOptions('', { stream: undefined, all: place, read_direction: direction });
  rule('$all forwards from the end and backwards from the start is nothing', SAME, async () => {
    await streamOf(store.client, 3);
    for (const request of [whole({ end: {} }, 0), whole({ start: {} }, 1)]) {
      const { answers, code } = await read(request);
      expect({ code, found: eventsOf(answers) }).toEqual({ code: 0, found: [] });
    }
  });

  rule('a stream forwards from the end is nothing, backwards from the start its first event', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const end = { stream: { stream_identifier: named(stream), end: {} } };
    expect(eventsOf((await read(readOptions(stream, end))).answers)).toEqual([]);
    const back = await read(readOptions(stream, { read_direction: 1 }));
    expect(eventsOf(back.answers).map((one) => one['stream_revision'])).toEqual(['0']);
  });

  rule('a subscription confirms with an id of its own before anything else', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const first = async () => {
      const call = raw.open('streams', 'Read', readOptions(stream, { count: undefined, subscription: {} }));
      const answer = await new Promise<Message>((resolve, reject) => {
        call.once('data', resolve);
        call.once('error', reject);
      });
      call.on('error', () => undefined);
      call.cancel();
      return (answer['confirmation'] as { subscription_id: string }).subscription_id;
    };
    const [one, two] = [await first(), await first()];
    expect(one).not.toBe('');
    expect(one).not.toBe(two);
  });

  rule('features name every method served, with a version of three parts', SAME, async () => {
    const { answers } = await raw.call('features', 'GetSupportedMethods', [{}]);
    const { methods, event_store_server_version: version } = answers[0] as {
      methods: { method_name: string; service_name: string }[];
      event_store_server_version: string;
    };
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    const names = methods.map(({ service_name: of, method_name: name }) => `${of}/${name}`.toLowerCase());
    for (const name of ['read', 'append', 'batchappend', 'delete', 'tombstone']) {
      expect(names).toContain(`event_store.client.streams.streams/${name}`);
    }
  });

  rule('gossip names a leader that is alive', SAME, async () => {
    const { answers } = await raw.call('gossip', 'Read', [{}]);
    const [cluster] = answers as { members: { is_alive: boolean; http_end_point: { port: number } }[] }[];
    expect(cluster?.members.some(({ is_alive: alive, http_end_point: { port } }) => alive && port > 0)).toBe(true);
  });
});

/** A UUID as its two signed numbers. */
const halves = (id: string): [string, string] => {
  const hex = id.replaceAll('-', '');
  const half = (from: number) => String(BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)));
  return [half(0), half(16)];
};
