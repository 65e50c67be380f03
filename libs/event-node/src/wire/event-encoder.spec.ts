import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';
import { join } from 'node:path';
import { FrameReader } from '../grpc/frames';
import { TOMBSTONE_REVISION, type StoredEvent } from '../log/stored-event';
import { EventEncoder, type UuidForm } from './event-encoder';
import { readUuid, uuidBytes, uuidText } from './uuid';
import { varintSize } from './writer';

const { 'event_store.client.streams.Streams': streams } = loadSync('streams.proto', {
  includeDirs: [join(__dirname, '..', '..', 'proto')],
  keepCase: true,
  longs: String,
  defaults: true,
  oneofs: true,
});
const decode = (streams as ServiceDefinition)['Read']!.responseDeserialize;

const names = {
  streamBytes: (id: number) => Buffer.from(`größe-${id}`),
  typeBytes: (id: number) => Buffer.from(`Type${id}`),
};
const stored = (over: Partial<StoredEvent> = {}): StoredEvent => ({
  position: 2 ** 40 + 5,
  stream: 3,
  revision: 300,
  id: uuidBytes('f0000000-0000-4000-8000-00000000abcd')!,
  type: 4,
  json: 1,
  created: 1_700_000_000_123,
  data: Buffer.from('{"a":1}'),
  metadata: Buffer.from('{}'),
  ...over,
});

/** What our definitions read from what the encoder wrote. */
function reread(form: UuidForm, write: (encoder: EventEncoder) => void): unknown[] {
  const encoder = new EventEncoder(names, form);
  write(encoder);
  return new FrameReader(2 ** 25).push(encoder.take()).map((message) => decode(message));
}

describe('an event as a reader gets it', () => {
  it('says all that is stored', () => {
    const [message] = reread('string', (encoder) => encoder.event({ event: stored(), position: 2 ** 40 + 5 }));
    expect(message).toMatchObject({
      content: 'event',
      event: {
        commit_position: '1099511627781',
        link: null,
        event: {
          id: { string: 'f0000000-0000-4000-8000-00000000abcd' },
          stream_identifier: { stream_name: Buffer.from('größe-3') },
          stream_revision: '300',
          prepare_position: '1099511627781',
          commit_position: '1099511627781',
          metadata: { type: 'Type4', 'content-type': 'application/json', created: '17000000001230000' },
          custom_metadata: Buffer.from('{}'),
          data: Buffer.from('{"a":1}'),
        },
      },
    });
  });

  it('may have its id as two numbers', () => {
    const [message] = reread('structured', (encoder) => encoder.event({ event: stored(), position: 1 }));
    const { id } = (message as { event: { event: { id: never } } }).event.event;
    expect(uuidText(readUuid(id, 'id'))).toBe('f0000000-0000-4000-8000-00000000abcd');
  });

  it('may be a link, with or without its target', () => {
    const both = reread('string', (encoder) =>
      encoder.event({ event: stored({ position: 1 }), link: stored({ position: 9 }), position: 9 }),
    );
    expect(both).toMatchObject([
      { event: { event: { commit_position: '1' }, link: { commit_position: '9' }, commit_position: '9' } },
    ]);
    const alone = reread('string', (encoder) => encoder.event({ link: stored({ position: 9 }), position: 9 }));
    expect(alone).toMatchObject([{ event: { event: null, link: { commit_position: '9' } } }]);
  });

  it('keeps the revision of a tombstone exactly', () => {
    const [message] = reread('string', (encoder) =>
      encoder.event({ event: stored({ revision: TOMBSTONE_REVISION }), position: 1 }),
    );
    expect(message).toMatchObject({ event: { event: { stream_revision: '9223372036854775807' } } });
  });

  it('may be empty, or very large, among others', () => {
    const large = Buffer.alloc(2 ** 20, 7);
    const read = reread('string', (encoder) => {
      encoder.event({ event: stored({ data: Buffer.alloc(0), metadata: Buffer.alloc(0), json: 0 }), position: 1 });
      encoder.checkpoint(2 ** 35);
      encoder.event({ event: stored({ data: large }), position: 2 });
    });
    expect(read).toMatchObject([
      { event: { event: { data: Buffer.alloc(0), metadata: { 'content-type': 'application/octet-stream' } } } },
      { checkpoint: { commit_position: '34359738368', prepare_position: '34359738368' } },
      { event: { event: { data: large } } },
    ]);
  });
});

describe('numbers as varints', () => {
  it.each([
    [0, 1],
    [127, 1],
    [128, 2],
    [2 ** 32 - 1, 5],
    [2 ** 35, 6],
    [Number.MAX_SAFE_INTEGER, 8],
    [TOMBSTONE_REVISION, 9],
  ])('%d takes %d bytes', (value, size) => expect(varintSize(value)).toBe(size));
});
