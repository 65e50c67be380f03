import {
  AppendRecordSizeExceededError,
  MaxAppendSizeExceededError,
  NO_STREAM,
  StreamDeletedError,
  StreamTombstonedError,
  TransactionMaxSizeExceededError,
} from '@kurrent/kurrentdb-client';
import { Metadata } from '@grpc/grpc-js';
import { MAX_NAME_BYTES } from '../../src/services/requests';
import { bytes, collect, newStream } from '../events';
import { named, proposed, RawStore } from '../raw';
import { refusalOf } from '../rule';
import { servedFile } from '../store';

const LIMITS = { maxEventBytes: 1_000, maxAppendBytes: 2_500 };
const served = servedFile();

const small = (size: number) => bytes(Buffer.alloc(size), 'B');
const classic = { credentials: { username: 'admin', password: 'changeit' } };

describe('sizes that were set when the node was started', () => {
  it('count data, metadata and twice the type; an event of just that size is taken, one byte more is not', async () => {
    const { client } = await served.serve(undefined, LIMITS);
    const stream = newStream();
    await expect(client.appendToStream(stream, small(998))).resolves.toMatchObject({ nextExpectedRevision: 0n });
    await refusalOf(client.appendToStream(stream, small(999)));
    await refusalOf(client.appendToStream(stream, small(999), classic));
    expect(await collect(client.readStream(stream))).toHaveLength(1);
  });

  it.each([
    ['batch', {}],
    ['classic', classic],
  ])('an append over the limit is refused whole, with the limit, by the %s append', async (_, call) => {
    const { client } = await served.serve(undefined, LIMITS);
    const stream = newStream();
    const refusal = await refusalOf(client.appendToStream(stream, [small(900), small(900), small(900)], call));
    expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError);
    expect(refusal).toMatchObject({ maxAppendSize: 2_500 });
    await expect(refusalOf(collect(client.readStream(stream)))).resolves.toHaveProperty('type', 'stream-not-found');
  });

  it('a record and a transaction over the limit are refused by the appends to several streams', async () => {
    const { client } = await served.serve(undefined, LIMITS);
    const [a, b] = [newStream(), newStream()];
    const record = (streamName: string, size: number) => ({ streamName, record: small(size) });
    const big = record(a, 1_500);
    const tooBig = await refusalOf(client.appendRecords([big]));
    expect(tooBig).toBeInstanceOf(AppendRecordSizeExceededError);
    expect(tooBig).toMatchObject({ stream: a, recordId: big.record.id, maxSize: 1_000 });
    const tooMuch = await refusalOf(
      client.appendRecords([record(a, 800), record(b, 800), record(a, 800), record(b, 800)]),
    );
    expect(tooMuch).toBeInstanceOf(TransactionMaxSizeExceededError);
    expect(tooMuch).toMatchObject({ maxSize: 2_500 });
    const session = await refusalOf(
      client.multiStreamAppend([{ streamName: a, events: [small(1_500)], expectedState: 'any' }]),
    );
    expect(session).toBeInstanceOf(AppendRecordSizeExceededError);
  });
});

describe('the longest name of a stream', () => {
  const LONGEST = 'ü'.repeat(MAX_NAME_BYTES / 2);

  it('goes through everything, errors included: a client drops an answer whose headers are too long', async () => {
    const { client } = await served.serve();
    await client.appendToStream(LONGEST, small(10));
    expect(await collect(client.readStream(LONGEST))).toHaveLength(1);
    expect(await refusalOf(client.deleteStream(LONGEST, { expectedRevision: 5n }))).toHaveProperty('code', 9);
    await client.tombstoneStream(LONGEST);
    expect(await refusalOf(collect(client.readStream(LONGEST)))).toBeInstanceOf(StreamDeletedError);
    expect(await refusalOf(client.tombstoneStream(LONGEST))).toHaveProperty('code', 9);
    expect(await refusalOf(client.appendToStream(LONGEST, small(10), classic))).toBeInstanceOf(StreamDeletedError);
    const session = client.multiStreamAppend([{ streamName: LONGEST, events: [small(10)], expectedState: NO_STREAM }]);
    expect(await refusalOf(session)).toBeInstanceOf(StreamTombstonedError);
  });

  it('a thousand checks that fail are told as far as an answer can hold them', async () => {
    const { connectionString } = await served.serve();
    const raw = new RawStore(connectionString);
    const checks = Array.from({ length: 1_000 }, (_, n) => ({
      stream_state: { stream: `one-of-a-thousand-streams-that-never-were-${n}`, expected_state: '7' },
    }));
    const record = { stream: newStream(), schema: { format: 1, name: 'Moved' }, data: Buffer.from('{}') };
    const { code, details } = await raw.call('v2', 'AppendRecords', [{ records: [record], checks }]);
    raw.close();
    expect({ code, details }).toEqual({ code: 9, details: expect.stringMatching(/, 9\d\d more than are listed$/) });
  });
});

describe('the deadline of a call', () => {
  it('that has passed when the node gets to it: nothing is written', async () => {
    const { client, connectionString } = await served.serve();
    const raw = new RawStore(connectionString);
    const stream = newStream();
    const metadata = new Metadata();
    metadata.set('grpc-timeout', '0m');
    const call = raw.open('streams', 'Append', undefined, metadata);
    const ended = new Promise<Error>((resolve) => call.on('error', resolve));
    call.write({ options: { stream_identifier: named(stream), any: {} } });
    call.write({ proposed_message: proposed() });
    call.end();
    expect(await ended).toMatchObject({ code: 4 });
    raw.close();
    await expect(refusalOf(collect(client.readStream(stream)))).resolves.toHaveProperty('type', 'stream-not-found');
  });
});
