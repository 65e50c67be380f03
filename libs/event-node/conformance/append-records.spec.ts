import {
  AppendConsistencyViolationError,
  type AppendStreamState,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  STREAM_STATE,
  StreamNotFoundError,
} from '@kurrent/kurrentdb-client';
import { collect, newStream, streamOf } from './events';
import { refusalOf, rule } from './rule';
import { storeUnderTest } from './store';

const V2 = 'the same from 26.1';

const store = storeUnderTest();

const record = (streamName: string, n = 1) => ({
  streamName,
  record: jsonEvent({ type: 'Moved', data: { n }, metadata: { by: 'conformance' } }),
});
const check = (streamName: string, expectedState: AppendStreamState) =>
  ({ type: STREAM_STATE, streamName, expectedState }) as const;

/** Every violation of a refused append. */
async function violationsOf(call: Promise<unknown>) {
  const refusal = await refusalOf(call);
  expect(refusal).toBeInstanceOf(AppendConsistencyViolationError);
  return (refusal as AppendConsistencyViolationError).violations;
}

const softDeleted = async (count: number): Promise<string> => {
  const { stream } = await streamOf(store.client, count);
  await store.client.deleteStream(stream);
  return stream;
};
const tombstoned = async (): Promise<string> => {
  const { stream } = await streamOf(store.client, 1);
  await store.client.tombstoneStream(stream);
  return stream;
};

describe('8. records of several streams in one append', () => {
  rule('keep the order of the request in the log, however they interleave', V2, async () => {
    const [a, b] = [newStream(), newStream()];
    const records = [record(a, 1), record(b, 2), record(a, 3), record(b, 4)];
    const answer = await store.client.appendRecords(records);
    expect(answer.responses).toEqual([
      { streamName: a, revision: 1n },
      { streamName: b, revision: 1n },
    ]);
    const read = await collect(
      store.client.readAll({
        direction: 'backwards',
        fromPosition: { commit: answer.position, prepare: answer.position },
        maxCount: 3,
      }),
    );
    expect(read.map(({ event }) => (event?.data as { n: number }).n)).toEqual([3, 2, 1]);
  });

  rule('need no check: streams without one take any state', V2, async () => {
    const { stream } = await streamOf(store.client, 3);
    const answer = await store.client.appendRecords([record(stream)]);
    expect(answer.responses).toEqual([{ streamName: stream, revision: 3n }]);
  });

  rule('sent again are answered as the first time and stored once', V2, async () => {
    const [a, b] = [newStream(), newStream()];
    const records = [record(a), record(b)];
    const checks = [check(a, NO_STREAM), check(b, NO_STREAM)];
    const first = await store.client.appendRecords(records, checks);
    expect(await store.client.appendRecords(records, checks)).toEqual(first);
    expect(await collect(store.client.readStream(a))).toHaveLength(1);
  });

  rule('sent again succeed even when a stream that was only checked has moved on', V2, async () => {
    const [a, { stream: b }] = [newStream(), await streamOf(store.client, 1)];
    const records = [record(a)];
    const checks = [check(a, NO_STREAM), check(b, 0n)];
    const first = await store.client.appendRecords(records, checks);
    await store.client.appendToStream(b, jsonEvent({ type: 'Later', data: {} }));
    expect(await store.client.appendRecords(records, checks)).toEqual(first);
  });

  rule('report the revision of written streams in the order of checks, then of records', V2, async () => {
    const [a, b, c] = [newStream(), newStream(), newStream()];
    const answer = await store.client.appendRecords(
      [record(a), record(b), record(c)],
      [check(c, NO_STREAM), check(b, NO_STREAM)],
    );
    expect(answer.responses.map(({ streamName }) => streamName)).toEqual([c, b, a]);
  });
});

describe('8. a check that holds', () => {
  const holding: Record<string, [() => Promise<string>, AppendStreamState]> = {
    'exact, on a stream at that revision': [async () => (await streamOf(store.client, 3)).stream, 2n],
    'exact, on a soft-deleted stream that was at that revision': [() => softDeleted(3), 2n],
    'no stream, on one that never was': [async () => newStream(), NO_STREAM],
    'no stream, on a soft-deleted one': [() => softDeleted(3), NO_STREAM],
    'no stream, on a tombstoned one': [tombstoned, NO_STREAM],
    'exists, on one with events': [async () => (await streamOf(store.client, 1)).stream, STREAM_EXISTS],
  };
  for (const [name, [prepare, expected]] of Object.entries(holding)) {
    rule(`lets the append through: ${name}`, V2, async () => {
      const checked = await prepare();
      await expect(
        store.client.appendRecords([record(newStream())], [check(checked, expected)]),
      ).resolves.toBeDefined();
    });
  }
});

describe('8. a check that does not hold', () => {
  const failing: Record<string, [() => Promise<string>, AppendStreamState, bigint | typeof NO_STREAM]> = {
    'exact, on a stream elsewhere': [async () => (await streamOf(store.client, 3)).stream, 10n, 2n],
    'exact, on one that never was': [async () => newStream(), 0n, NO_STREAM],
    'exact 10, on a soft-deleted stream of three': [() => softDeleted(3), 10n, -5n],
    'exact, on a tombstoned one': [tombstoned, 0n, -6n],
    'no stream, on one with events': [async () => (await streamOf(store.client, 3)).stream, NO_STREAM, 2n],
    'exists, on one that never was': [async () => newStream(), STREAM_EXISTS, NO_STREAM],
    'exists, on a soft-deleted one': [() => softDeleted(3), STREAM_EXISTS, -5n],
    'exists, on a tombstoned one': [tombstoned, STREAM_EXISTS, -6n],
  };
  for (const [name, [prepare, expected, actual]] of Object.entries(failing)) {
    rule(`stops the whole append and says the actual state: ${name}`, V2, async () => {
      const [checked, written] = [await prepare(), newStream()];
      const violations = await violationsOf(store.client.appendRecords([record(written)], [check(checked, expected)]));
      expect(violations).toEqual([
        { checkIndex: 0, streamName: checked, expectedState: expected, actualState: actual },
      ]);
      expect(await refusalOf(collect(store.client.readStream(written)))).toBeInstanceOf(StreamNotFoundError);
    });
  }

  rule('is reported together with every other one', V2, async () => {
    const [a, b, c] = [newStream(), newStream(), newStream()];
    const violations = await violationsOf(
      store.client.appendRecords([record(a)], [check(b, 1n), check(a, NO_STREAM), check(c, STREAM_EXISTS)]),
    );
    expect(violations.map(({ checkIndex, streamName }) => [checkIndex, streamName])).toEqual([
      [0, b],
      [2, c],
    ]);
  });

  rule('of a written stream without a check (tombstoned) comes after the checks', V2, async () => {
    const [dead, other] = [await tombstoned(), newStream()];
    const violations = await violationsOf(store.client.appendRecords([record(dead)], [check(other, NO_STREAM)]));
    expect(violations).toMatchObject([{ checkIndex: 1, streamName: dead, actualState: -6n }]);
  });
});

describe('8. checks that are refused as such', () => {
  rule('any is no check', V2, async () => {
    const refusal = refusalOf(store.client.appendRecords([record(newStream())], [check(newStream(), 'any')]));
    await expect(refusal).resolves.toHaveProperty('code', 3);
  });

  rule('a stream may be checked once', V2, async () => {
    const stream = newStream();
    const twice = [check(stream, NO_STREAM), check(stream.toUpperCase(), NO_STREAM)];
    await expect(refusalOf(store.client.appendRecords([record(newStream())], twice))).resolves.toHaveProperty(
      'code',
      3,
    );
  });

  rule('there must be a record', V2, async () => {
    await expect(refusalOf(store.client.appendRecords([], [check(newStream(), NO_STREAM)]))).resolves.toHaveProperty(
      'code',
      3,
    );
  });
});
