import { Client, credentials } from '@grpc/grpc-js';
import { randomBytes, randomUUID } from 'node:crypto';
import { event, newStream } from '../events';
import { type Message, named, proposed, RawStore, readOptions } from '../raw';
import { MAX_NAME_BYTES } from '../../src/services/requests';
import { refusalOf, rule } from '../rule';
import { embeddedNode } from '../store';

/** A cluster refuses the same requests, but not always with this status, nor by the name of the field. */
const LOOSE = 'refuses it too, by texts of its own';
const INVALID_ARGUMENT = 3;

const store = embeddedNode();
let raw: RawStore;
beforeAll(() => (raw = new RawStore(store.connectionString)));
afterAll(() => raw.close());

/** Each row: what is wrong, the request, and the field its refusal has to name. */
type Row = [wrong: string, request: Message, field: RegExp];

const read = (over: Message): Message => readOptions('thing-1', over);
const all = (position: Message, over: Message = {}): Message =>
  readOptions('', { stream: undefined, all: position, ...over });

const reads: Row[] = [
  ['no options', {}, /options/],
  ['neither stream nor $all', read({ stream: undefined }), /stream|all/],
  ['a stream without a name', read({ stream: { start: {} } }), /stream/],
  ['an empty stream name', read({ stream: { stream_identifier: named(''), start: {} } }), /stream/],
  [
    'a name that is too long',
    read({ stream: { stream_identifier: named('x'.repeat(MAX_NAME_BYTES + 1)), start: {} } }),
    /stream.*4096/,
  ],
  ['the name $$', read({ stream: { stream_identifier: named('$$'), start: {} } }), /stream/],
  [
    'a name that is not UTF-8',
    read({ stream: { stream_identifier: { stream_name: Buffer.from([0xff, 0xfe]) }, start: {} } }),
    /stream/,
  ],
  ['a stream without a place to start', read({ stream: { stream_identifier: named('thing-1') } }), /revision/],
  ['$all without a place to start', all({}), /all/],
  ['commit before prepare', all({ position: { commit_position: '1', prepare_position: '2' } }), /position/],
  ['a direction that is none', read({ read_direction: 7 }), /read_direction/],
  ['neither count nor subscription', read({ count: undefined }), /count|subscription/],
  ['no word on the filter', read({ no_filter: undefined }), /filter/],
  ['no form of ids', read({ uuid_option: undefined }), /uuid_option/],
  ['an empty form of ids', read({ uuid_option: {} }), /uuid_option/],
  ['a subscription backwards', read({ count: undefined, subscription: {}, read_direction: 1 }), /read_direction/],
  [
    'a filter on a stream',
    read({
      no_filter: undefined,
      filter: { stream_identifier: { prefix: ['a'] }, count: {}, checkpointIntervalMultiplier: 1 },
    }),
    /filter/,
  ],
  [
    'a filter on nothing',
    all({ start: {} }, { no_filter: undefined, filter: { count: {}, checkpointIntervalMultiplier: 1 } }),
    /filter/,
  ],
  [
    'a broken expression',
    all(
      { start: {} },
      { no_filter: undefined, filter: { event_type: { regex: '(' }, count: {}, checkpointIntervalMultiplier: 1 } },
    ),
    /regex/,
  ],
  [
    'a checkpoint interval of nothing',
    all(
      { start: {} },
      {
        no_filter: undefined,
        count: undefined,
        subscription: {},
        filter: { event_type: { prefix: ['a'] }, count: {}, checkpointIntervalMultiplier: 0 },
      },
    ),
    /checkpointIntervalMultiplier/,
  ],
];

const change = (over: Message): Message => ({ options: { stream_identifier: named('thing-1'), any: {}, ...over } });
const changes: Row[] = [
  ['no options', {}, /options/],
  ['no stream', change({ stream_identifier: undefined }), /stream/],
  ['a name that is too long', change({ stream_identifier: named('ü'.repeat(MAX_NAME_BYTES / 2 + 1)) }), /stream.*4096/],
  ['an empty stream name', change({ stream_identifier: named('') }), /stream/],
  ['no expected revision', change({ any: undefined }), /expected/],
];

const appends: [string, Message[], RegExp][] = [
  ['nothing at all', [], /options|request/],
  ['an event before the options', [{ proposed_message: proposed() }], /options/],
  ['options twice', [change({}), change({})], /options/],
  ['no stream', [change({ stream_identifier: undefined }), { proposed_message: proposed() }], /stream/],
  ['an event without an id', [change({}), { proposed_message: proposed({ id: undefined }) }], /id/],
  ['an id that is none', [change({}), { proposed_message: proposed({ id: { string: 'nobody' } }) }], /id/],
  [
    'an id of zeros',
    [change({}), { proposed_message: proposed({ id: { string: '00000000-0000-0000-0000-000000000000' } }) }],
    /id/,
  ],
  [
    'an empty type',
    [change({}), { proposed_message: proposed({ metadata: { type: '', 'content-type': 'application/json' } }) }],
    /type/,
  ],
];

const record = (over: Message = {}): Message => ({
  record_id: randomUUID(),
  schema: { format: 1, name: 'Moved' },
  data: Buffer.from('{}'),
  ...over,
});
const sessions: [string, Message[], RegExp][] = [
  ['no stream', [{ records: [record()] }], /stream/],
  ['no records', [{ stream: 'thing-1', records: [] }], /records/],
  ['a record without a schema', [{ stream: 'thing-1', records: [record({ schema: undefined })] }], /schema/],
  ['a record without a name', [{ stream: 'thing-1', records: [record({ schema: { format: 1 } })] }], /schema|name/],
  [
    'a format that is none',
    [{ stream: 'thing-1', records: [record({ schema: { format: 9, name: 'Moved' } })] }],
    /format/,
  ],
  ['a name that is too long', [{ stream: 'x'.repeat(MAX_NAME_BYTES + 1), records: [record()] }], /stream.*4096/],
  [
    'a record id of zeros',
    [{ stream: 'thing-1', records: [record({ record_id: '00000000-0000-0000-0000-000000000000' })] }],
    /record_id/,
  ],
  ['a record id that is none', [{ stream: 'thing-1', records: [record({ record_id: 'nobody' })] }], /record_id/],
  [
    'an expected revision below all words',
    [{ stream: 'thing-1', expected_revision: '-9', records: [record()] }],
    /expected_revision/,
  ],
];
const records: Row[] = [
  ['no records', { records: [] }, /records/],
  ['a record without a stream', { records: [record()] }, /stream/],
  [
    'a check without a stream',
    { records: [record({ stream: 'thing-1' })], checks: [{ stream_state: { expected_state: '0' } }] },
    /stream/,
  ],
  [
    'a check for any',
    { records: [record({ stream: 'thing-1' })], checks: [{ stream_state: { stream: 'a', expected_state: '-2' } }] },
    /expected_state/,
  ],
  ['a check of nothing', { records: [record({ stream: 'thing-1' })], checks: [{}] }, /check/],
];

const refusals = (method: string, rows: [string, Message[], RegExp][], of: 'streams' | 'v2' = 'streams') => {
  for (const [wrong, messages, field] of rows) {
    rule(`${method} with ${wrong} is an invalid argument that names the field`, LOOSE, async () => {
      const { code, details } = await raw.call(of, method, messages);
      expect({ code, details }).toEqual({ code: INVALID_ARGUMENT, details: expect.stringMatching(field) });
    });
  }
};
const single = (rows: Row[]): [string, Message[], RegExp][] =>
  rows.map(([wrong, request, field]) => [wrong, [request], field]);

describe('malformed requests', () => {
  refusals('Read', single(reads));
  refusals('Delete', single(changes));
  refusals('Tombstone', single(changes));
  refusals('Append', appends);
  refusals('AppendSession', sessions, 'v2');
  refusals('AppendRecords', single(records), 'v2');

  const batches: [string, Message, RegExp][] = [
    ['no stream', { options: { any: {} } }, /stream/],
    ['no expected revision', { options: { stream_identifier: named('thing-1') } }, /expected/],
    ['an event without an id', { proposed_messages: [proposed({ id: undefined })] }, /id/],
    ['an id of zeros', { proposed_messages: [proposed({ id: { structured: {} } })] }, /id/],
    [
      'an event without a type',
      { proposed_messages: [proposed({ metadata: { 'content-type': 'application/json' } })] },
      /type/,
    ],
  ];
  for (const [wrong, over, field] of batches) {
    rule(`a batch append with ${wrong} is refused alone, by name; the others on its stream go on`, LOOSE, async () => {
      const good = batchOf(newStream());
      const { answers } = await raw.call('streams', 'BatchAppend', [{ ...batchOf('thing-1'), ...over }, good]);
      expect(answers).toContainEqual(
        expect.objectContaining({ error: expect.objectContaining({ code: 3, message: expect.stringMatching(field) }) }),
      );
      expect(answers).toContainEqual(expect.objectContaining({ success: expect.anything() }));
    });
  }

  rule('a batch append without a correlation id ends its call by name', LOOSE, async () => {
    const { code, details } = await raw.call('streams', 'BatchAppend', [
      { ...batchOf('thing-1'), correlation_id: undefined },
    ]);
    expect({ code, details }).toEqual({ code: INVALID_ARGUMENT, details: expect.stringMatching(/correlation_id/) });
  });
});

describe('bytes that are no message', () => {
  for (const method of ['Read', 'Append', 'BatchAppend', 'Delete', 'Tombstone']) {
    rule(`${method} is refused, never INTERNAL, and the node goes on`, LOOSE, async () => {
      const junk = [
        Buffer.from([0xff, 0xff, 0xff]),
        Buffer.from('not a message'),
        randomBytes(64),
        Buffer.from([0x0a, 0x05, 0x01]),
      ];
      for (const one of junk) {
        const { code } = await raw.call('streams', method, [one]);
        expect([0, INVALID_ARGUMENT]).toContain(code);
      }
      await expect(store.client.appendToStream(newStream(), event())).resolves.toMatchObject({ success: true });
    });
  }

  rule('a method that is not served is unimplemented', 'serves it', async () => {
    const { host } = new URL(store.connectionString.replace(/^\w+:/, 'http:'));
    const client = new Client(host, credentials.createInsecure());
    const path = '/event_store.client.persistent_subscriptions.PersistentSubscriptions/List';
    const same = (bytes: Buffer) => bytes;
    const code = await new Promise((resolve) =>
      client.makeUnaryRequest(path, same, same, Buffer.alloc(0), (error) => resolve(error?.code)),
    );
    client.close();
    expect(code).toBe(12);
  });

  rule('a caller that speaks HTTP/1 gets nothing, and the node goes on', 'answers it', async () => {
    const { host } = new URL(store.connectionString.replace(/^\w+:/, 'http:'));
    await refusalOf(fetch(`http://${host}/`));
    await expect(store.client.appendToStream(newStream(), event())).resolves.toMatchObject({ success: true });
  });
});

const batchOf = (stream: string): Message => ({
  correlation_id: { string: randomUUID() },
  options: { stream_identifier: named(stream), any: {}, deadline: { seconds: '10', nanos: 0 } },
  proposed_messages: [proposed()],
  is_final: true,
});
