import {
  ANY,
  type AppendStreamState,
  type Credentials,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { collect, event, events, ids, newStream, streamOf } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';

/** Credentials a call carries of its own make the client take the classic Append instead of the batch. */
const classic: { credentials: Credentials } = { credentials: { username: 'admin', password: 'changeit' } };

const store = storeUnderTest();

/** Streams in every state they can be in; the last revision of those with events is 2. */
const states = {
  'never written': async () => newStream(),
  'with three events': async () => (await streamOf(store.client, 3)).stream,
  'with metadata only': async () => {
    const stream = newStream();
    await store.client.setStreamMetadata(stream, { maxCount: 100 });
    return stream;
  },
  'soft deleted': async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.deleteStream(stream);
    return stream;
  },
  tombstoned: async () => {
    const { stream } = await streamOf(store.client, 3);
    await store.client.tombstoneStream(stream);
    return stream;
  },
};

/** Where a new event lands, `wrong` with the actual revision, or `deleted`. */
type Outcome = number | { wrong: bigint | typeof NO_STREAM } | 'deleted';

const matrix: Record<keyof typeof states, [AppendStreamState, Outcome][]> = {
  'never written': [
    [ANY, 0],
    [NO_STREAM, 0],
    [STREAM_EXISTS, { wrong: NO_STREAM }],
    [0n, { wrong: NO_STREAM }],
  ],
  'with three events': [
    [ANY, 3],
    [NO_STREAM, { wrong: 2n }],
    [STREAM_EXISTS, 3],
    [2n, 3],
    [1n, { wrong: 2n }],
    [3n, { wrong: 2n }],
    [9_007_199_254_740_993n, { wrong: 2n }],
  ],
  'with metadata only': [
    [ANY, 0],
    [NO_STREAM, 0],
    [STREAM_EXISTS, 0],
    [0n, { wrong: NO_STREAM }],
  ],
  'soft deleted': [
    [ANY, 3],
    [NO_STREAM, 3],
    [STREAM_EXISTS, 'deleted'],
    [2n, 3],
    [1n, { wrong: 2n }],
    [3n, { wrong: 2n }],
  ],
  tombstoned: [
    [ANY, 'deleted'],
    [NO_STREAM, 'deleted'],
    [STREAM_EXISTS, 'deleted'],
    [2n, 'deleted'],
  ],
};

const told = (outcome: Outcome): string =>
  typeof outcome === 'number'
    ? `is written at revision ${outcome}`
    : outcome === 'deleted'
      ? 'is refused: stream deleted'
      : `is refused: wrong revision, actual ${outcome.wrong}`;

async function expectOutcome(
  stream: string,
  expected: AppendStreamState,
  outcome: Outcome,
  call: object,
): Promise<void> {
  const append = store.client.appendToStream(stream, event(), { streamState: expected, ...call });
  if (typeof outcome === 'number') {
    await expect(append).resolves.toMatchObject({ success: true, nextExpectedRevision: BigInt(outcome) });
    return;
  }
  const refusal = await refusalOf(append);
  if (outcome === 'deleted') {
    expect(refusal).toBeInstanceOf(StreamDeletedError);
    expect(refusal).toMatchObject({ streamName: stream });
    return;
  }
  expect(refusal).toBeInstanceOf(WrongExpectedVersionError);
  expect(refusal).toMatchObject({ streamName: stream, expectedState: expected, actualState: outcome.wrong });
}

describe.each([
  ['batch append', {}],
  ['classic append', classic],
])('7. expected revision, by %s', (_, call) => {
  for (const [state, rows] of Object.entries(matrix) as [keyof typeof states, [AppendStreamState, Outcome][]][]) {
    describe(`a stream ${state}`, () => {
      for (const [expected, outcome] of rows) {
        rule(`expecting ${String(expected)}, a new event ${told(outcome)}`, SAME, async () => {
          await expectOutcome(await states[state](), expected, outcome, call);
        });
      }
    });
  }

  rule('a refused append writes nothing', SAME, async () => {
    const { stream, written } = await streamOf(store.client, 2);
    await refusalOf(store.client.appendToStream(stream, events(3), { streamState: 0n, ...call }));
    expect(ids(await collect(store.client.readStream(stream)))).toEqual(written.map(({ id }) => id));
  });

  rule('several events of one append take dense revisions; the answer is that of the last', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const appended = await store.client.appendToStream(stream, events(5), { streamState: 0n, ...call });
    expect(appended.nextExpectedRevision).toBe(5n);
    const read = await collect(store.client.readStream(stream));
    expect(read.map(({ event: recorded }) => recorded?.revision)).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
    expect(read.at(-1)?.event?.position).toEqual(appended.position);
  });
});

describe('7. an append without events', () => {
  rule('succeeds with the current revision under any, and writes nothing', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const answer = await store.client.appendToStream(stream, []);
    expect(answer).toMatchObject({ success: true, nextExpectedRevision: 2n });
    expect(await collect(store.client.readStream(stream))).toHaveLength(3);
  });

  rule('succeeds when the exact revision is the current one', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    const answer = await store.client.appendToStream(stream, [], { streamState: 2n });
    expect(answer).toMatchObject({ success: true, nextExpectedRevision: 2n });
  });

  rule('is refused when the exact revision is another one', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    expect(await refusalOf(store.client.appendToStream(stream, [], { streamState: 1n }))).toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  rule('is refused with no_stream when there is a stream', SAME, async () => {
    const { stream } = await streamOf(store.client, 3);
    expect(await refusalOf(store.client.appendToStream(stream, [], { streamState: NO_STREAM }))).toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  rule('succeeds with no_stream on a soft-deleted stream', SAME, async () => {
    const stream = await states['soft deleted']();
    await expect(store.client.appendToStream(stream, [], { streamState: NO_STREAM })).resolves.toMatchObject({
      success: true,
    });
  });
});

describe('7. what may not be appended at all', () => {
  rule('nothing may be written to $all', SAME, async () => {
    await expect(refusalOf(store.client.appendToStream('$all', event()))).resolves.toHaveProperty(
      'type',
      'access-denied',
    );
  });
});
