import {
  AppendRecordSizeExceededError,
  MaxAppendSizeExceededError,
  TransactionMaxSizeExceededError,
} from '@kurrent/kurrentdb-client';
import { Metadata } from '@grpc/grpc-js';
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
