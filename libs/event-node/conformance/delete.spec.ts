import {
  ANY,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { collect, event, events, ids, newStream, revisions, streamOf } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';

/** `$tb` of a soft-deleted stream: 2^63 - 1, which a JavaScript number can not hold exactly. */
const DELETED_MARK = 9.2e18;

const store = storeUnderTest();

const read = async (stream: string) => revisions(await collect(store.client.readStream(stream)));
const deletedStream = async (count: number) => {
  const made = await streamOf(store.client, count);
  const { position } = await store.client.deleteStream(made.stream);
  return { ...made, deletedAt: position?.commit ?? -1n };
};

describe('9. soft delete', () => {
  rule('makes the stream read as not found', SAME, async () => {
    const { stream } = await deletedStream(3);
    expect(await refusalOf(read(stream))).toBeInstanceOf(StreamNotFoundError);
  });

  rule('is one metadata event with only the mark of deletion; all earlier metadata is lost', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    await store.client.setStreamMetadata(stream, { maxCount: 5, ours: 'gone', acl: { readRoles: ['$all'] } });
    await store.client.deleteStream(stream);
    const { metadata } = await store.client.getStreamMetadata(stream);
    expect(Object.keys(metadata ?? {})).toEqual(['truncateBefore']);
    expect(metadata?.truncateBefore).toBeGreaterThan(DELETED_MARK);
  });

  rule('answers the position of that metadata event', SAME, async () => {
    const { stream, deletedAt } = await deletedStream(1);
    const [mark] = await collect(store.client.readStream(`$$${stream}`));
    expect(mark?.event?.position?.commit).toBe(deletedAt);
    expect(mark?.event?.type).toBe('$metadata');
  });

  rule('keeps every event in $all', 'the same until a scavenge removes them', async () => {
    const { written, positions } = await deletedStream(3);
    const from = positions[0] ?? 0n;
    const all = await collect(store.client.readAll({ fromPosition: { commit: from, prepare: from } }));
    expect(ids(all)).toEqual(expect.arrayContaining(written.map(({ id }) => id)));
  });

  rule('checks the expected revision', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const refusal = await refusalOf(store.client.deleteStream(stream, { expectedRevision: 1n }));
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError);
    expect(refusal).toMatchObject({ streamName: stream, expectedState: 1n, actualState: 2n });
    await store.client.deleteStream(stream, { expectedRevision: 2n });
    expect(await refusalOf(read(stream))).toBeInstanceOf(StreamNotFoundError);
  });

  rule('refuses no_stream on a stream that exists', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    expect(await refusalOf(store.client.deleteStream(stream, { expectedRevision: NO_STREAM }))).toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  rule('of a stream that never was is a wrong revision, even with any', SAME, async () => {
    expect(await refusalOf(store.client.deleteStream(newStream(), { expectedRevision: ANY }))).toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  rule('can be repeated', SAME, async () => {
    const { stream } = await deletedStream(2);
    await store.client.deleteStream(stream);
    expect(await refusalOf(read(stream))).toBeInstanceOf(StreamNotFoundError);
  });

  rule('of a tombstoned stream is refused as deleted', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    await store.client.tombstoneStream(stream);
    const refusal = await refusalOf(store.client.deleteStream(stream));
    expect(refusal).toBeInstanceOf(StreamDeletedError);
    expect(refusal).toMatchObject({ streamName: stream });
  });
});

describe('9. a soft-deleted stream written again', () => {
  for (const [name, streamState] of [
    ['any', ANY],
    ['no_stream', NO_STREAM],
    ['the exact old revision', 2n],
  ] as const) {
    rule(`with ${name} it goes on after its old revisions, which stay hidden`, SAME, async () => {
      const { stream } = await deletedStream(3);
      const answer = await store.client.appendToStream(stream, events(2), { streamState });
      expect(answer.nextExpectedRevision).toBe(4n);
      expect(await read(stream)).toEqual([3, 4]);
    });
  }

  rule('with stream_exists it is refused as deleted', SAME, async () => {
    const { stream } = await deletedStream(1);
    const append = store.client.appendToStream(stream, event(), { streamState: STREAM_EXISTS });
    expect(await refusalOf(append)).toBeInstanceOf(StreamDeletedError);
  });

  rule('its metadata then hides the old revisions by truncation', SAME, async () => {
    const { stream } = await deletedStream(3);
    await store.client.appendToStream(stream, event());
    expect((await store.client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
  });

  rule('backwards reads do not reach the old revisions', SAME, async () => {
    const { stream } = await deletedStream(3);
    await store.client.appendToStream(stream, events(2));
    const back = await collect(store.client.readStream(stream, { direction: 'backwards', fromRevision: 'end' }));
    expect(revisions(back)).toEqual([4, 3]);
  });

  rule('it can be deleted and written again and again, never using a revision twice', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    for (const round of [1, 2, 3]) {
      await store.client.deleteStream(stream);
      await store.client.appendToStream(stream, event(), { streamState: NO_STREAM });
      expect(await read(stream)).toEqual([round]);
    }
  });

  rule('of 16 first appends after the delete one wins with the exact old revision', SAME, async () => {
    const { stream } = await deletedStream(2);
    const tries = Array.from({ length: 16 }, () =>
      store.client.appendToStream(stream, event(), { streamState: 1n }).then(
        () => true,
        () => false,
      ),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await read(stream)).toEqual([2]);
  });

  rule('writing its metadata brings it back too, without its old events', SAME, async () => {
    const { stream } = await deletedStream(3);
    await store.client.appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data: { ours: 'kept' } }));
    expect(await read(stream)).toEqual([]);
    expect((await store.client.getStreamMetadata(stream)).metadata).toEqual({ ours: 'kept', truncateBefore: 3 });
    await store.client.appendToStream(stream, event(), { streamState: STREAM_EXISTS });
    expect(await read(stream)).toEqual([3]);
  });
});
