import {
  ANY,
  AppendConsistencyViolationError,
  BACKWARDS,
  END,
  jsonEvent,
  KurrentDBClient,
  NO_STREAM,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode, type EventNode } from './start-event-node';

const folder = mkdtempSync(join(tmpdir(), 'event-node-'));
let node: EventNode;
let client: KurrentDBClient;

beforeAll(async () => {
  node = await startEventNode({ file: join(folder, 'log.db') });
  client = KurrentDBClient.connectionString(node.connectionString);
});

afterAll(async () => {
  await client.dispose();
  await node.stop();
  rmSync(folder, { recursive: true });
});

const event = (number: number) => jsonEvent({ type: 'Counted', data: { number }, metadata: { of: 'spec' } });
const all = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
};

describe('an official client', () => {
  it('appends and reads a stream in both directions', async () => {
    const events = [event(0), event(1), event(2)];
    const { nextExpectedRevision, position } = await client.appendToStream('count-a', events, {
      streamState: NO_STREAM,
    });
    expect(nextExpectedRevision).toBe(2n);
    const forwards = await all(client.readStream('count-a'));
    expect(forwards.map(({ event: read }) => [read?.revision, read?.id, read?.data, read?.metadata])).toEqual(
      events.map(({ id, data, metadata }, index) => [BigInt(index), id, data, metadata]),
    );
    expect(forwards.at(-1)?.commitPosition).toBe(position?.commit);
    const backwards = await all(client.readStream('count-a', { direction: BACKWARDS, fromRevision: END, maxCount: 2 }));
    expect(backwards.map(({ event: read }) => read?.revision)).toEqual([2n, 1n]);
  });

  it('finds the whole log in order', async () => {
    await client.appendToStream('count-b', event(1));
    const read = await all(client.readAll());
    expect(read.length).toBeGreaterThan(1);
    const positions = read.map(({ event: each }) => each!.position!.commit);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
  });

  it('is told of a wrong version, and is answered alike when it repeats', async () => {
    const first = event(1);
    const answer = await client.appendToStream('count-c', first, { streamState: NO_STREAM });
    await expect(client.appendToStream('count-c', event(2), { streamState: NO_STREAM })).rejects.toThrow(
      WrongExpectedVersionError,
    );
    expect(await client.appendToStream('count-c', first, { streamState: NO_STREAM })).toEqual(answer);
    expect(await client.appendToStream('count-c', first, { streamState: ANY })).toEqual(answer);
    const classic = { credentials: { username: 'a', password: 'b' } };
    expect(await client.appendToStream('count-c', first, { streamState: NO_STREAM, ...classic })).toEqual(answer);
  });

  it('deletes, writes again and tombstones a stream', async () => {
    await client.appendToStream('count-d', [event(1), event(2)]);
    await client.deleteStream('count-d');
    await expect(all(client.readStream('count-d'))).rejects.toThrow(StreamNotFoundError);
    const { nextExpectedRevision } = await client.appendToStream('count-d', event(3), { streamState: NO_STREAM });
    expect(nextExpectedRevision).toBe(2n);
    expect((await all(client.readStream('count-d'))).map(({ event: read }) => read?.revision)).toEqual([2n]);
    await client.tombstoneStream('count-d');
    await expect(all(client.readStream('count-d'))).rejects.toThrow(StreamDeletedError);
    await expect(client.appendToStream('count-d', event(4))).rejects.toThrow(StreamDeletedError);
  });

  it('keeps metadata that truncate', async () => {
    await client.appendToStream('count-e', [event(1), event(2), event(3)]);
    await client.setStreamMetadata('count-e', { maxCount: 2, mine: true });
    expect((await client.getStreamMetadata('count-e')).metadata).toEqual({ maxCount: 2, mine: true });
    expect((await all(client.readStream('count-e'))).map(({ event: read }) => read?.revision)).toEqual([1n, 2n]);
  });

  it('appends to several streams at once, or to none', async () => {
    const record = (streamName: string) => ({ streamName, record: event(1) });
    const { responses } = await client.appendRecords([record('many-a'), record('many-b')]);
    expect(responses.map(({ streamName, revision }) => [streamName, revision])).toEqual([
      ['many-a', 0n],
      ['many-b', 0n],
    ]);
    const check = { type: 'stream_state' as const, streamName: 'many-b', expectedState: NO_STREAM };
    await expect(client.appendRecords([record('many-a')], [check] as never)).rejects.toThrow(
      AppendConsistencyViolationError,
    );
    const session = await client.multiStreamAppend([
      { streamName: 'many-c', expectedState: NO_STREAM, events: [event(1)] },
    ]);
    expect(session.responses?.[0]?.revision).toBe(0n);
  });

  it('is delivered what it subscribed to, and told when it is live', async () => {
    await client.appendToStream('live-a', [event(1), event(2)]);
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: ['live-'] }),
    });
    const seen: AllStreamResolvedEvent[] = [];
    const caughtUp = new Promise((resolve) => subscription.once('caughtUp', resolve));
    const live = new Promise<void>((resolve) => {
      subscription.on('data', (each) => {
        seen.push(each);
        if (seen.length === 3) resolve();
      });
    });
    await caughtUp;
    await client.appendToStream('live-b', event(3));
    await live;
    expect(seen.map(({ event: each }) => each?.streamId)).toEqual(['live-a', 'live-a', 'live-b']);
    await subscription.unsubscribe();
  });

  it('follows a stream from where it stopped', async () => {
    await client.appendToStream('live-c', [event(1), event(2)]);
    const revisions: bigint[] = [];
    for await (const { event: each } of client.subscribeToStream('live-c', { fromRevision: 0n })) {
      revisions.push(each!.revision);
      if (revisions.length === 2) break;
      await client.appendToStream('live-c', event(3));
    }
    expect(revisions).toEqual([1n, 2n]);
  });
});
