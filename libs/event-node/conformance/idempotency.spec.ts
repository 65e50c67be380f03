import {
  ANY,
  NO_STREAM,
  STREAM_EXISTS,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { collect, event, events, ids, newStream, streamOf } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';

/** For the weak check a cluster knows only ids it still holds in memory. */
const FROM_MEMORY = 'the same for the newest ids, until its memory of 8 MiB or a restart forgets them';

const store = storeUnderTest();

/** How often an append of one new event to a fresh stream was stored after it was sent twice in this way. */
async function sendTwice(streamState: typeof ANY | typeof NO_STREAM | bigint): Promise<void> {
  const { stream, written } = await streamOf(store.client, 1);
  const target = streamState === NO_STREAM ? newStream() : stream;
  const append = events(3);
  const first = await store.client.appendToStream(target, append, { streamState });
  const second = await store.client.appendToStream(target, append, { streamState });
  expect(second).toEqual(first);
  const before = streamState === NO_STREAM ? [] : written;
  const expected = [...before, ...append].map(({ id }) => id);
  expect(ids(await collect(store.client.readStream(target)))).toEqual(expected);
}

describe('7. the same append sent again', () => {
  rule('with any: same revision and position, stored once', FROM_MEMORY, () => sendTwice(ANY));
  rule('with no_stream: same revision and position, stored once', SAME, () => sendTwice(NO_STREAM));
  rule('with the exact revision: same revision and position, stored once', SAME, () => sendTwice(0n));

  rule('is still recognised after others have appended', SAME, async () => {
    const stream = newStream();
    const append = events(2);
    const first = await store.client.appendToStream(stream, append, { streamState: NO_STREAM });
    await store.client.appendToStream(stream, events(4));
    await expect(store.client.appendToStream(stream, append, { streamState: NO_STREAM })).resolves.toEqual(first);
    await expect(store.client.appendToStream(stream, append, { streamState: ANY })).resolves.toEqual(first);
    await expect(store.client.appendToStream(stream, append, { streamState: STREAM_EXISTS })).resolves.toEqual(first);
    expect(await collect(store.client.readStream(stream))).toHaveLength(6);
  });

  rule('is recognised when both are on their way at the same time', SAME, async () => {
    const stream = newStream();
    const append = events(2);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => store.client.appendToStream(stream, append, { streamState: NO_STREAM })),
    );
    expect(new Set(answers.map(({ position }) => position?.commit)).size).toBe(1);
    expect(await collect(store.client.readStream(stream))).toHaveLength(2);
  });

  rule('by the classic append is recognised as the repeat of a batch append', SAME, async () => {
    const stream = newStream();
    const append = events(2);
    const first = await store.client.appendToStream(stream, append, { streamState: NO_STREAM });
    const credentials = { username: 'admin', password: 'changeit' };
    await expect(store.client.appendToStream(stream, append, { streamState: NO_STREAM, credentials })).resolves.toEqual(
      first,
    );
  });
});

describe('7. an append that repeats another one only in part', () => {
  const [a, b, c] = [event(), event(), event()] as const;
  const abc = async (): Promise<string> => {
    const stream = newStream();
    await store.client.appendToStream(stream, [a, b, c], { streamState: NO_STREAM });
    return stream;
  };

  rule('the first part alone is a repeat, answered with its own last revision', SAME, async () => {
    const stream = await abc();
    const answer = await store.client.appendToStream(stream, [a, b], { streamState: NO_STREAM });
    expect(answer.nextExpectedRevision).toBe(1n);
    const [, second] = await collect(store.client.readStream(stream));
    expect(answer.position).toEqual(second?.event?.position);
  });

  rule('a known first and an unknown later event are refused under any', FROM_MEMORY, async () => {
    const stream = await abc();
    expect(await refusalOf(store.client.appendToStream(stream, [a, event()]))).toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  rule('an unknown first event is appended under any, with the known ones after it', SAME, async () => {
    const stream = await abc();
    await store.client.appendToStream(stream, [event(), b]);
    expect(await collect(store.client.readStream(stream))).toHaveLength(5);
  });

  rule('a repeat that runs past the end is refused under no_stream', SAME, async () => {
    const stream = await abc();
    const append = store.client.appendToStream(stream, [a, b, c, event()], { streamState: NO_STREAM });
    expect(await refusalOf(append)).toBeInstanceOf(WrongExpectedVersionError);
  });

  rule('the same events in another order are refused under no_stream', SAME, async () => {
    const stream = await abc();
    const append = store.client.appendToStream(stream, [b, a], { streamState: NO_STREAM });
    expect(await refusalOf(append)).toBeInstanceOf(WrongExpectedVersionError);
  });

  rule('events known at another revision are refused under an exact one', SAME, async () => {
    const stream = await abc();
    expect(await refusalOf(store.client.appendToStream(stream, a, { streamState: 0n }))).toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });
});

describe('7. what is no repeat', () => {
  rule('the same id at the current exact revision is stored again', SAME, async () => {
    const stream = newStream();
    const one = event();
    await store.client.appendToStream(stream, one, { streamState: NO_STREAM });
    await store.client.appendToStream(stream, one, { streamState: 0n });
    expect(ids(await collect(store.client.readStream(stream)))).toEqual([one.id, one.id]);
  });

  rule('the same id in another stream is stored there', SAME, async () => {
    const [first, second] = [newStream(), newStream()];
    const one = event();
    await store.client.appendToStream(first, one);
    await store.client.appendToStream(second, one);
    expect(ids(await collect(store.client.readStream(second)))).toEqual([one.id]);
  });

  rule('the repeat of an append to a stream soft deleted since leaves it deleted', SAME, async () => {
    const stream = newStream();
    const one = event();
    await store.client.appendToStream(stream, one, { streamState: NO_STREAM });
    await store.client.deleteStream(stream);
    const answer = await store.client.appendToStream(stream, one, { streamState: NO_STREAM });
    expect(answer.nextExpectedRevision).toBe(0n);
    expect(await refusalOf(collect(store.client.readStream(stream)))).toBeInstanceOf(StreamNotFoundError);
  });
});

describe('7. racing appends', () => {
  rule('of 32 appends at the same exact revision one wins', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const tries = Array.from({ length: 32 }, () =>
      store.client.appendToStream(stream, event(), { streamState: 0n }).then(
        () => 'won',
        (error: Error) => error.name && (error as WrongExpectedVersionError).type,
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'wrong-expected-version')).toHaveLength(31);
    expect(await collect(store.client.readStream(stream))).toHaveLength(2);
  });

  rule('of 32 first appends to a new stream one wins', SAME, async () => {
    const stream = newStream();
    const tries = Array.from({ length: 32 }, () =>
      store.client.appendToStream(stream, event(), { streamState: NO_STREAM }).then(
        () => true,
        () => false,
      ),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  rule('32 appends under any all get in, each at a revision of its own', SAME, async () => {
    const stream = newStream();
    const answers = await Promise.all(Array.from({ length: 32 }, () => store.client.appendToStream(stream, event())));
    const taken = answers.map(({ nextExpectedRevision }) => Number(nextExpectedRevision)).sort((a, b) => a - b);
    expect(taken).toEqual(Array.from({ length: 32 }, (_, index) => index));
  });
});
