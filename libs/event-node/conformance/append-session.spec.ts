import {
  ANY,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  StreamNotFoundError,
  StreamTombstonedError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { bytes, collect, event, events, ids, newStream, streamOf } from './events';
import { refusalOf, rule } from './rule';
import { storeUnderTest } from './store';

const V2 = 'the same from 25.1';

/** Events of the v2 calls carry plain strings as metadata. */
const v2 = (n: number) => jsonEvent({ type: 'Moved', data: { n }, metadata: { by: 'conformance' } });

const store = storeUnderTest();

const append = (...requests: Parameters<typeof store.client.multiStreamAppend>[0]) =>
  store.client.multiStreamAppend(requests);

describe('8. one append to several streams', () => {
  rule('is written to all of them in one piece, in the order of the request', V2, async () => {
    const [a, b] = [newStream(), newStream()];
    const answer = await append(
      { streamName: a, events: [v2(1), v2(2)], expectedState: NO_STREAM },
      { streamName: b, events: [v2(3)], expectedState: NO_STREAM },
    );
    expect(answer.responses).toEqual([
      { streamName: a, revision: 1n },
      { streamName: b, revision: 0n },
    ]);
    const [read] = await collect(store.client.readStream(b));
    expect(read?.event?.position?.commit).toBe(answer.position);
  });

  rule('writes to none of them when one stream is not as expected', V2, async () => {
    const [a, { stream: b }] = [newStream(), await streamOf(store.client, 2)];
    const refusal = await refusalOf(
      append(
        { streamName: a, events: [v2(1)], expectedState: NO_STREAM },
        { streamName: b, events: [v2(2)], expectedState: 0n },
      ),
    );
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError);
    expect(refusal).toMatchObject({ streamName: b, expectedState: 0n, actualState: 1n });
    expect(await refusalOf(collect(store.client.readStream(a)))).toBeInstanceOf(StreamNotFoundError);
  });

  rule('names no stream as the actual state of one that never was', V2, async () => {
    const stream = newStream();
    const refusal = await refusalOf(append({ streamName: stream, events: [v2(1)], expectedState: 3n }));
    expect(refusal).toMatchObject({ streamName: stream, expectedState: 3n, actualState: NO_STREAM });
  });

  rule('takes any, exists and exact revisions side by side', V2, async () => {
    const [a, b] = [await streamOf(store.client, 1), await streamOf(store.client, 2)];
    const c = newStream();
    const answer = await append(
      { streamName: a.stream, events: [v2(1)], expectedState: STREAM_EXISTS },
      { streamName: b.stream, events: [v2(2)], expectedState: 1n },
      { streamName: c, events: [v2(3)], expectedState: ANY },
    );
    expect(answer.responses.map(({ revision }) => revision)).toEqual([1n, 2n, 0n]);
  });

  rule('of a tombstoned stream is refused as tombstoned', V2, async () => {
    const { stream } = await streamOf(store.client, 1);
    await store.client.tombstoneStream(stream);
    const refusal = await refusalOf(append({ streamName: stream, events: [v2(1)], expectedState: ANY }));
    expect(refusal).toBeInstanceOf(StreamTombstonedError);
    expect(refusal).toMatchObject({ stream });
  });

  rule('re-creates a soft-deleted stream after its old revisions', V2, async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.deleteStream(stream);
    const answer = await append({ streamName: stream, events: [v2(1)], expectedState: NO_STREAM });
    expect(answer.responses).toEqual([{ streamName: stream, revision: 3n }]);
    expect(await collect(store.client.readStream(stream))).toHaveLength(1);
  });

  rule('sent again is answered as the first time and stored once', V2, async () => {
    const requests = [newStream(), newStream()].map((streamName) => ({
      streamName,
      events: [v2(1), v2(2)],
      expectedState: NO_STREAM as typeof NO_STREAM,
    }));
    const first = await append(...requests);
    expect(await append(...requests)).toEqual(first);
    for (const { streamName } of requests) expect(await collect(store.client.readStream(streamName))).toHaveLength(2);
  });

  rule('that names a stream twice is refused', V2, async () => {
    const stream = newStream();
    const twice = [1, 2].map((n) => ({ streamName: stream, events: [v2(n)], expectedState: ANY as typeof ANY }));
    await refusalOf(append(...twice));
    expect(await refusalOf(collect(store.client.readStream(stream)))).toBeInstanceOf(StreamNotFoundError);
  });

  rule('that names a stream twice in another case is refused', V2, async () => {
    const stream = newStream();
    const twice = [stream, stream.toUpperCase()].map((streamName) => ({
      streamName,
      events: [v2(1)],
      expectedState: ANY as typeof ANY,
    }));
    await refusalOf(append(...twice));
    expect(await refusalOf(collect(store.client.readStream(stream)))).toBeInstanceOf(StreamNotFoundError);
  });

  rule('without any stream is refused', V2, async () => {
    await expect(refusalOf(append())).resolves.toHaveProperty('code', 9);
  });

  rule('with a stream without events is refused', V2, async () => {
    const refusal = refusalOf(append({ streamName: newStream(), events: [], expectedState: ANY }));
    await expect(refusal).resolves.toHaveProperty('code', 3);
  });
});

describe('8. what a v2 append stores', () => {
  rule('a v1 read shows its type, its data, and its properties with the schema in the metadata', V2, async () => {
    const stream = newStream();
    const one = v2(7);
    await append({ streamName: stream, events: [one], expectedState: ANY });
    const [read] = await collect(store.client.readStream(stream));
    expect(read?.event).toMatchObject({
      id: one.id,
      type: 'Moved',
      isJson: true,
      data: { n: 7 },
      metadata: { by: 'conformance', '$schema.name': 'Moved', '$schema.format': 'Json' },
    });
  });

  rule('bytes are stored as bytes, with their schema format', V2, async () => {
    const stream = newStream();
    await append({ streamName: stream, events: [bytes(Uint8Array.from([0, 1, 255]))], expectedState: ANY });
    const [read] = await collect(store.client.readStream(stream));
    expect(read?.event).toMatchObject({ isJson: false, metadata: { '$schema.format': 'Bytes' } });
    expect([...(read?.event?.data as Uint8Array)]).toEqual([0, 1, 255]);
  });

  rule('is the repeat of a v1 append with the same ids', V2, async () => {
    const stream = newStream();
    const one = v2(1);
    const first = await store.client.appendToStream(stream, one, { streamState: NO_STREAM });
    const answer = await append({ streamName: stream, events: [one], expectedState: NO_STREAM });
    expect(answer.position).toBe(first.position?.commit);
    expect(ids(await collect(store.client.readStream(stream)))).toEqual([one.id]);
  });

  rule('appears in $all without anything between its events', V2, async () => {
    const streams = [newStream(), newStream(), newStream()];
    const noise = Promise.all(Array.from({ length: 20 }, () => store.client.appendToStream(newStream(), event())));
    const sent = streams.map((streamName) => ({
      streamName,
      events: events(3).map((_, n) => v2(n)),
      expectedState: ANY as typeof ANY,
    }));
    const [answer] = await Promise.all([append(...sent), noise]);
    const from = { commit: answer.position, prepare: answer.position };
    const back = await collect(store.client.readAll({ direction: 'backwards', fromPosition: from, maxCount: 8 }));
    expect(ids(back).reverse()).toEqual(sent.flatMap((one) => one.events.map(({ id }) => id)).slice(0, 8));
  });
});
