import { END, StreamNotFoundError } from '@kurrent/kurrentdb-client';
import { collect, event, events, ids, newStream, revisions, streamOf } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';

const store = storeUnderTest();

const read = async (...[stream, options]: Parameters<typeof store.client.readStream>) =>
  revisions(await collect(store.client.readStream(stream, options)));

describe('10. reading a stream forwards', () => {
  rule('starts at the first event and ends at the last', SAME, async () => {
    const { stream, written } = await streamOf(store.client, 5);
    const all = await collect(store.client.readStream(stream));
    expect(ids(all)).toEqual(written.map(({ id }) => id));
    expect(revisions(all)).toEqual([0, 1, 2, 3, 4]);
  });

  rule('from a revision includes it', SAME, async () => {
    const { stream } = await streamOf(store.client, 5);
    expect(await read(stream, { fromRevision: 3n })).toEqual([3, 4]);
  });

  rule('returns at most count events', SAME, async () => {
    const { stream } = await streamOf(store.client, 5);
    expect(await read(stream, { fromRevision: 1n, maxCount: 2 })).toEqual([1, 2]);
  });

  for (const fromRevision of [5n, 1_000n, 2n ** 63n - 1n, 2n ** 64n - 1n]) {
    rule(`from ${fromRevision}, behind the last, returns nothing`, SAME, async () => {
      const { stream } = await streamOf(store.client, 5);
      expect(await read(stream, { fromRevision })).toEqual([]);
    });
  }

  rule('carries the position of every event, increasing', SAME, async () => {
    const { stream, positions } = await streamOf(store.client, 4);
    const all = await collect(store.client.readStream(stream));
    expect(all.map(({ event: one }) => one?.position?.commit)).toEqual(positions);
    expect(all.map(({ event: one }) => one?.position?.prepare)).toEqual(positions);
    expect(all.map(({ commitPosition }) => commitPosition)).toEqual(positions);
  });

  rule('more than one page of events comes whole and in order', SAME, async () => {
    const stream = newStream();
    for (let n = 0; n < 5; n += 1) await store.client.appendToStream(stream, events(1_000));
    expect(await read(stream)).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
  });
});

describe('10. reading a stream backwards', () => {
  rule('from the end starts at the last event', SAME, async () => {
    const { stream } = await streamOf(store.client, 4);
    expect(await read(stream, { direction: 'backwards', fromRevision: END })).toEqual([3, 2, 1, 0]);
  });

  rule('from a revision includes it', SAME, async () => {
    const { stream } = await streamOf(store.client, 4);
    expect(await read(stream, { direction: 'backwards', fromRevision: 2n })).toEqual([2, 1, 0]);
  });

  rule('from behind the last starts at the last', SAME, async () => {
    const { stream } = await streamOf(store.client, 4);
    expect(await read(stream, { direction: 'backwards', fromRevision: 100n, maxCount: 2 })).toEqual([3, 2]);
  });

  rule('over several pages comes whole and in order', SAME, async () => {
    const stream = newStream();
    for (let n = 0; n < 3; n += 1) await store.client.appendToStream(stream, events(1_000));
    const back = await read(stream, { direction: 'backwards', fromRevision: END });
    expect(back).toEqual(Array.from({ length: 3_000 }, (_, n) => 2_999 - n));
  });
});

describe('10. streams that are not there', () => {
  rule('one that never was is not found, and the error names it', SAME, async () => {
    const stream = newStream('日本');
    const refusal = await refusalOf(read(stream));
    expect(refusal).toBeInstanceOf(StreamNotFoundError);
    expect(refusal).toMatchObject({ streamName: stream });
  });

  rule('one that never was is not found backwards either', SAME, async () => {
    const refusal = refusalOf(read(newStream(), { direction: 'backwards', fromRevision: END }));
    expect(await refusal).toBeInstanceOf(StreamNotFoundError);
  });
});

describe('10. reads and appends', () => {
  rule('an append that was answered is in every later read', SAME, async () => {
    const stream = newStream();
    for (let n = 0; n < 50; n += 1) {
      await store.client.appendToStream(stream, event());
      expect(await read(stream)).toHaveLength(n + 1);
    }
  });

  rule('a read left early harms nothing: 150 in a row', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    for (let n = 0; n < 150; n += 1) {
      for await (const _ of store.client.readStream(stream)) break;
    }
    expect(await read(stream)).toEqual([0, 1, 2]);
  });

  rule('50 reads at once all see the whole stream', SAME, async () => {
    const { stream } = await streamOf(store.client, 20);
    const all = await Promise.all(Array.from({ length: 50 }, () => read(stream)));
    expect(new Set(all.map((one) => one.join()))).toEqual(new Set([Array.from({ length: 20 }, (_, n) => n).join()]));
  });

  rule('an append of many events is seen whole or not at all', SAME, async () => {
    const stream = newStream();
    let done = false;
    const writing = (async () => {
      for (let n = 0; n < 20; n += 1) await store.client.appendToStream(stream, events(50));
      done = true;
    })();
    const sizes = new Set<number>();
    while (!done) {
      const seen = await read(stream).catch((error: Error) =>
        error instanceof StreamNotFoundError ? [] : Promise.reject(error),
      );
      sizes.add(seen.length % 50);
    }
    await writing;
    expect([...sizes]).toEqual([0]);
  });
});
