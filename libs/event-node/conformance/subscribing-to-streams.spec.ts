import { END, type ResolvedEvent, START } from '@kurrent/kurrentdb-client';
import { event, events, newStream, streamOf } from './events';
import { rule, SAME } from './rule';
import { storeUnderTest } from './store';
import { follow, type Tail } from './tail';

const store = storeUnderTest();

/** The revisions a subscription has delivered. */
const seen = ({ received }: Tail<ResolvedEvent>) => received.map(({ event: one }) => Number(one?.revision));

describe('11. subscribing to a stream', () => {
  rule('confirmation, then the events, then caught up with the revision reached, then what is new', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    await store.client.appendToStream(stream, event());
    await tail.untilReceived(4);
    expect(tail.heard.map(({ kind }) => kind)).toEqual([
      'confirmation',
      'event',
      'event',
      'event',
      'caughtUp',
      'event',
    ]);
    expect(tail.caughtUp[0]).toMatchObject({ revision: 2n });
    expect(tail.caughtUp[0]?.date).toBeInstanceOf(Date);
    await tail.stop();
  });

  rule('from the start delivers every event', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const tail = follow(store.client, stream, { fromRevision: START });
    await tail.untilReceived(3);
    expect(seen(tail)).toEqual([0, 1, 2]);
    await tail.stop();
  });

  rule('from a revision delivers what comes after it', SAME, async () => {
    const { stream } = await streamOf(store.client, 4);
    const tail = follow(store.client, stream, { fromRevision: 1n });
    await tail.untilCaughtUp();
    expect(seen(tail)).toEqual([2, 3]);
    await tail.stop();
  });

  rule('from the end delivers only what is written afterwards', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const tail = follow(store.client, stream, { fromRevision: END });
    await tail.untilCaughtUp();
    await store.client.appendToStream(stream, event());
    await tail.untilReceived(1);
    expect(seen(tail)).toEqual([3]);
    await tail.stop();
  });

  rule('from a revision behind the last waits for it to be passed', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const tail = follow(store.client, stream, { fromRevision: 2n });
    await tail.untilCaughtUp();
    await store.client.appendToStream(stream, events(4));
    await tail.untilReceived(2);
    expect(seen(tail)).toEqual([3, 4]);
    await tail.stop();
  });

  rule('that is not there yet waits, caught up without a revision', SAME, async () => {
    const stream = newStream();
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    expect(tail.caughtUp[0]?.revision).toBeUndefined();
    await store.client.appendToStream(stream, event());
    await tail.untilReceived(1);
    expect(seen(tail)).toEqual([0]);
    await tail.stop();
  });

  rule('that is soft deleted waits for it to be written again', SAME, async () => {
    const { stream } = await streamOf(store.client, 2);
    await store.client.deleteStream(stream);
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    expect(tail.received).toEqual([]);
    await store.client.appendToStream(stream, event());
    await tail.untilReceived(1);
    expect(seen(tail)).toEqual([2]);
    await tail.stop();
  });

  rule('skips what is truncated while catching up', SAME, async () => {
    const { stream } = await streamOf(store.client, 5);
    await store.client.setStreamMetadata(stream, { truncateBefore: 3 });
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    expect(seen(tail)).toEqual([3, 4]);
    await tail.stop();
  });

  rule('delivers what is live whatever the metadata says', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    await store.client.setStreamMetadata(stream, { maxCount: 1 });
    const tail = follow(store.client, stream, { fromRevision: END });
    await tail.untilCaughtUp();
    for (let n = 0; n < 5; n += 1) await store.client.appendToStream(stream, event());
    await tail.untilReceived(5);
    expect(seen(tail)).toEqual([1, 2, 3, 4, 5]);
    await tail.stop();
  });

  rule('delivers created to the millisecond and the metadata of every event', SAME, async () => {
    const stream = newStream();
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    const one = event();
    await store.client.appendToStream(stream, one);
    await tail.untilReceived(1);
    expect(tail.received[0]?.event).toMatchObject({
      id: one.id,
      type: 'Tested',
      data: { n: 1 },
      metadata: { by: 'conformance' },
    });
    await tail.stop();
  });

  rule('hears nothing of other streams, and says caught up once', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const tail = follow(store.client, stream);
    await tail.untilCaughtUp();
    for (let n = 0; n < 20; n += 1) await store.client.appendToStream(newStream(), event());
    await store.client.appendToStream(stream, event());
    await tail.untilReceived(2);
    expect(tail.heard.map(({ kind }) => kind)).toEqual(['confirmation', 'event', 'caughtUp', 'event']);
    await tail.stop();
  });

  rule('of a metadata stream hears every setting', SAME, async () => {
    const stream = newStream();
    const tail = follow(store.client, `$$${stream}`);
    await tail.untilCaughtUp();
    for (const maxCount of [1, 2, 3]) await store.client.setStreamMetadata(stream, { maxCount });
    await tail.untilReceived(3);
    expect(seen(tail)).toEqual([0, 1, 2]);
    await tail.stop();
  });

  rule('is left by unsubscribing; the store goes on', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const tails = Array.from({ length: 20 }, () => follow(store.client, stream));
    await Promise.all(tails.map((tail) => tail.untilCaughtUp()));
    await Promise.all(tails.map((tail) => tail.stop()));
    await expect(store.client.appendToStream(stream, event())).resolves.toMatchObject({ nextExpectedRevision: 1n });
    expect(tails.every((tail) => tail.error === undefined)).toBe(true);
  });

  rule('across the switch to live under load delivers exactly the stream', SAME, async () => {
    const stream = newStream();
    await store.client.appendToStream(stream, events(500));
    const writing = (async () => {
      for (let n = 0; n < 100; n += 1) await store.client.appendToStream(stream, events(5));
    })();
    const tails = Array.from({ length: 5 }, () => follow(store.client, stream));
    await writing;
    await Promise.all(tails.map((tail) => tail.untilReceived(1_000)));
    for (const tail of tails) {
      expect(seen(tail)).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
      await tail.stop();
    }
  });
});
