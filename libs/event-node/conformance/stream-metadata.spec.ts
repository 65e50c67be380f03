import {
  type AppendStreamState,
  binaryEvent,
  jsonEvent,
  NO_STREAM,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { collect, event, ids, newStream, revisions, streamOf } from './events';
import { eventually, refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';

const store = storeUnderTest();

/** The client's `setStreamMetadata` drops the expected revision (1.3.1), so a guarded one is an append to `$$stream`. */
const setGuarded = (stream: string, $maxCount: number, streamState: AppendStreamState) =>
  store.client.appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data: { $maxCount } }), { streamState });

const read = async (stream: string) => revisions(await collect(store.client.readStream(stream)));

describe('9. stream metadata', () => {
  rule("what was set is what is read, with keys of one's own", SAME, async () => {
    const stream = newStream();
    const metadata = {
      maxCount: 5,
      maxAge: 60,
      truncateBefore: 1,
      cacheControl: 30,
      acl: {
        readRoles: ['$all'],
        writeRoles: ['a', 'b'],
        deleteRoles: ['c'],
        metaReadRoles: ['d'],
        metaWriteRoles: ['e'],
      },
      ours: { nested: [1, 'two'] },
    };
    await store.client.setStreamMetadata(stream, metadata);
    const { metadata: got } = await store.client.getStreamMetadata(stream);
    expect(got).toEqual(metadata);
  });

  rule('a stream without metadata has none', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    expect((await store.client.getStreamMetadata(stream)).metadata).toBeUndefined();
  });

  rule('setting metadata again replaces all of it', SAME, async () => {
    const stream = newStream();
    await store.client.setStreamMetadata(stream, { maxCount: 5, ours: 1 });
    await store.client.setStreamMetadata(stream, { maxAge: 9 });
    expect((await store.client.getStreamMetadata(stream)).metadata).toEqual({ maxAge: 9 });
  });

  rule('it can be guarded by an expected revision of its own', SAME, async () => {
    const stream = newStream();
    await setGuarded(stream, 5, NO_STREAM);
    await setGuarded(stream, 6, 0n);
    expect(await refusalOf(setGuarded(stream, 7, 0n))).toBeInstanceOf(WrongExpectedVersionError);
    expect((await store.client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 6 });
  });

  rule('a metadata stream shows its newest event only', SAME, async () => {
    const stream = newStream();
    for (const maxCount of [1, 2, 3]) await store.client.setStreamMetadata(stream, { maxCount });
    expect(await read(`$$${stream}`)).toEqual([2]);
  });

  rule('a stream with metadata and no events reads as not found', SAME, async () => {
    const stream = newStream();
    await store.client.setStreamMetadata(stream, { maxCount: 5 });
    await expect(refusalOf(read(stream))).resolves.toHaveProperty('type', 'stream-not-found');
  });
});

describe('9. truncation', () => {
  rule('maxCount leaves the newest events', SAME, async () => {
    const { stream } = await streamOf(store.client, 5);
    await store.client.setStreamMetadata(stream, { maxCount: 2 });
    expect(await read(stream)).toEqual([3, 4]);
    await store.client.appendToStream(stream, event());
    expect(await read(stream)).toEqual([4, 5]);
  });

  rule('truncateBefore leaves the events from there on', SAME, async () => {
    const { stream } = await streamOf(store.client, 5);
    await store.client.setStreamMetadata(stream, { truncateBefore: 3 });
    expect(await read(stream)).toEqual([3, 4]);
  });

  rule('of maxCount and truncateBefore the later start counts', SAME, async () => {
    const { stream } = await streamOf(store.client, 6);
    await store.client.setStreamMetadata(stream, { truncateBefore: 2, maxCount: 3 });
    expect(await read(stream)).toEqual([3, 4, 5]);
  });

  rule('maxAge hides events once they are older', SAME, async () => {
    const { stream } = await streamOf(store.client, 2);
    await store.client.setStreamMetadata(stream, { maxAge: 1 });
    await eventually('both events are too old', async () => (await read(stream)).length === 0);
    await store.client.appendToStream(stream, event());
    expect(await read(stream)).toEqual([2]);
  });

  rule('everything truncated is an empty stream, not a missing one', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.setStreamMetadata(stream, { truncateBefore: 10 });
    expect(await read(stream)).toEqual([]);
  });

  rule('a truncated stream goes on at its next revision', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.setStreamMetadata(stream, { truncateBefore: 3 });
    await expect(store.client.appendToStream(stream, event(), { streamState: 2n })).resolves.toMatchObject({
      nextExpectedRevision: 3n,
    });
    expect(await read(stream)).toEqual([3]);
  });

  rule('backwards reads stop at the first readable event', SAME, async () => {
    const { stream } = await streamOf(store.client, 5);
    await store.client.setStreamMetadata(stream, { truncateBefore: 3 });
    const back = await collect(store.client.readStream(stream, { direction: 'backwards', fromRevision: 'end' }));
    expect(revisions(back)).toEqual([4, 3]);
  });

  rule('a read from before the first readable event starts there, and count counts from there', SAME, async () => {
    const { stream } = await streamOf(store.client, 6);
    await store.client.setStreamMetadata(stream, { truncateBefore: 3 });
    expect(revisions(await collect(store.client.readStream(stream, { fromRevision: 1n, maxCount: 2 })))).toEqual([
      3, 4,
    ]);
  });

  rule('truncated events stay in $all', 'the same until a scavenge removes them', async () => {
    const { stream, written, positions } = await streamOf(store.client, 3);
    await store.client.setStreamMetadata(stream, { maxCount: 1 });
    const from = { commit: positions[0] ?? 0n, prepare: positions[0] ?? 0n };
    const all = await collect(store.client.readAll({ fromPosition: from }));
    expect(ids(all)).toEqual(expect.arrayContaining(written.map(({ id }) => id)));
  });
});

describe('9. metadata that is not understood', () => {
  const whole = [0, 1, 2];
  const odd: Record<string, object> = {
    'a maxCount of 0': { $maxCount: 0 },
    'a negative maxCount': { $maxCount: -1 },
    'a maxAge of 0': { $maxAge: 0 },
    'a negative truncateBefore': { $tb: -1 },
  };
  for (const [name, data] of Object.entries(odd)) {
    rule(`${name} is ignored`, SAME, async () => {
      const { stream } = await streamOf(store.client, 3);
      await store.client.appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data: data as never }));
      expect(await read(stream)).toEqual(whole);
    });
  }

  rule('a value of the wrong type makes all of it count as empty', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const data = { $maxCount: 'two', $tb: 2 };
    await store.client.appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data }));
    expect(await read(stream)).toEqual(whole);
  });

  rule('broken JSON makes all of it count as empty', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.setStreamMetadata(stream, { maxCount: 1 });
    await store.client.appendToStream(
      `$$${stream}`,
      binaryEvent({ type: '$metadata', data: Buffer.from('{"$maxCount": 1') }),
    );
    expect(await read(stream)).toEqual(whole);
  });

  rule('unknown keys change nothing', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.setStreamMetadata(stream, { $somethingNew: { deep: true }, maxCount: 2 });
    expect(await read(stream)).toEqual([1, 2]);
  });
});

describe('9. racing metadata', () => {
  rule('of 8 settings at once with the same expected revision one wins', SAME, async () => {
    const stream = newStream();
    const tries = Array.from({ length: 8 }, (_, n) =>
      setGuarded(stream, n + 1, NO_STREAM).then(
        () => n + 1,
        () => undefined,
      ),
    );
    const won = (await Promise.all(tries)).filter((one) => one !== undefined);
    expect(won).toHaveLength(1);
    expect((await store.client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: won[0] });
  });
});
