import { ANY, NO_STREAM, StreamDeletedError, WrongExpectedVersionError } from '@kurrent/kurrentdb-client';
import { collect, event, ids, newStream, streamOf } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';
import { follow, followAll } from './tail';

const store = storeUnderTest();

const tombstoned = async () => {
  const made = await streamOf(store.client, 2);
  const { position } = await store.client.tombstoneStream(made.stream);
  return { ...made, position };
};

describe('9. tombstone', () => {
  const refused: Record<string, (stream: string) => Promise<unknown>> = {
    'an append': (stream) => store.client.appendToStream(stream, event()),
    'an append to its metadata': (stream) => store.client.setStreamMetadata(stream, { maxCount: 1 }),
    'a delete': (stream) => store.client.deleteStream(stream),
    'a second tombstone': (stream) => store.client.tombstoneStream(stream),
    'a read': (stream) => collect(store.client.readStream(stream)),
    'a read backwards': (stream) =>
      collect(store.client.readStream(stream, { direction: 'backwards', fromRevision: 'end' })),
    'a read of its metadata': (stream) => collect(store.client.readStream(`$$${stream}`)),
  };
  for (const [name, call] of Object.entries(refused)) {
    rule(`${name} is refused as deleted for ever after`, SAME, async () => {
      const { stream } = await tombstoned();
      expect(await refusalOf(call(stream))).toBeInstanceOf(StreamDeletedError);
    });
  }

  rule('a subscription is refused as deleted', SAME, async () => {
    const { stream } = await tombstoned();
    const refusal = await follow(store.client, stream).untilFailed();
    expect(refusal).toBeInstanceOf(StreamDeletedError);
    expect(refusal).toMatchObject({ streamName: stream });
  });

  rule('is an event of type $streamDeleted in $all, at the largest revision', SAME, async () => {
    const { stream, written, position, positions } = await tombstoned();
    const start = positions[0] ?? 0n;
    const all = await collect(store.client.readAll({ fromPosition: { commit: start, prepare: start } }));
    const ours = all.filter(({ event: one }) => one?.streamId === stream);
    expect(ids(ours).slice(0, 2)).toEqual(written.map(({ id }) => id));
    expect(ours.at(-1)?.event).toMatchObject({
      type: '$streamDeleted',
      isJson: false,
      revision: 9_223_372_036_854_775_807n,
      position,
    });
  });

  rule('checks the expected revision', SAME, async () => {
    const { stream } = await streamOf(store.client, 2);
    const refusal = await refusalOf(store.client.tombstoneStream(stream, { expectedRevision: 0n }));
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError);
    expect(refusal).toMatchObject({ streamName: stream, expectedState: 0n, actualState: 1n });
    await store.client.tombstoneStream(stream, { expectedRevision: 1n });
    expect(await refusalOf(collect(store.client.readStream(stream)))).toBeInstanceOf(StreamDeletedError);
  });

  for (const expectedRevision of [ANY, NO_STREAM] as const) {
    rule(`works with ${expectedRevision} on a stream that never was`, SAME, async () => {
      const stream = newStream();
      await store.client.tombstoneStream(stream, { expectedRevision });
      expect(await refusalOf(store.client.appendToStream(stream, event()))).toBeInstanceOf(StreamDeletedError);
    });
  }

  rule('works on a soft-deleted stream', SAME, async () => {
    const { stream } = await streamOf(store.client, 2);
    await store.client.deleteStream(stream);
    await store.client.tombstoneStream(stream);
    expect(await refusalOf(store.client.appendToStream(stream, event()))).toBeInstanceOf(StreamDeletedError);
  });

  rule('reaches a running subscription as an event, then ends it as deleted', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    await store.client.tombstoneStream(stream);
    expect(await tail.untilFailed()).toBeInstanceOf(StreamDeletedError);
    expect(tail.received.map(({ event: one }) => one?.type)).toEqual(['Tested', '$streamDeleted']);
  });

  rule('reaches a subscription to $all, which goes on', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const tail = followAll(store.client, { fromPosition: 'end' });
    await tail.untilCaughtUp();
    await store.client.tombstoneStream(stream);
    const after = await store.client.appendToStream(newStream(), event());
    await tail.untilReceived(2);
    expect(tail.received.find(({ event: one }) => one?.streamId === stream)?.event?.type).toBe('$streamDeleted');
    expect(tail.received.map(({ event: one }) => one?.position.commit)).toContain(after.position?.commit);
    await tail.stop();
  });
});
