import {
  AppendConsistencyViolationError,
  type AppendStreamState,
  type CommandError,
  jsonEvent,
  type KurrentDBClient,
  STREAM_STATE,
  type StreamState,
  type WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import fc from 'fast-check';
import { v5 } from './name-uuid';
import { type Answer, type ModelAppend, type ModelMetadata, type ModelRecords, type ModelStore } from './model-store';

/** A step of a random story; `stream` and `ids` are small numbers, made into names of the run. */
export type Operation =
  | {
      readonly kind: 'append';
      readonly stream: number;
      readonly expected: AppendStreamState;
      readonly ids: number[];
      readonly classic: boolean;
    }
  | { readonly kind: 'session'; readonly appends: { stream: number; expected: AppendStreamState; ids: number[] }[] }
  | {
      readonly kind: 'records';
      readonly records: { stream: number; id: number }[];
      readonly checks: { stream: number; expected: AppendStreamState }[];
    }
  | { readonly kind: 'metadata'; readonly stream: number; readonly metadata: ModelMetadata }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: number; readonly expected: StreamState }
  | {
      readonly kind: 'read';
      readonly stream: number;
      readonly direction: 'forwards' | 'backwards';
      readonly from: number;
      readonly count: number;
    };

const stream = fc.integer({ min: 0, max: 2 });
const ids = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });
const exact = fc.integer({ min: 0, max: 6 }).map(BigInt);
const state = fc.oneof(fc.constant<StreamState>('any'), fc.constant<StreamState>('no_stream'), exact);
const expected = fc.oneof(
  { weight: 3, arbitrary: state },
  { weight: 1, arbitrary: fc.constant<AppendStreamState>('stream_exists') },
);
const checked = fc.oneof(
  fc.constant<AppendStreamState>('no_stream'),
  fc.constant<AppendStreamState>('stream_exists'),
  exact,
);
const small = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const append = fc.record({ stream, expected, ids });

/** Steps as likely as they are telling: tombstones are rare, or every story would end at once. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('append' as const), stream, expected, ids, classic: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('session' as const),
      appends: fc.uniqueArray(append, { minLength: 1, maxLength: 3, selector: (one) => one.stream }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('records' as const),
      records: fc.array(fc.record({ stream, id: fc.integer({ min: 0, max: 9 }) }), { minLength: 1, maxLength: 5 }),
      checks: fc.uniqueArray(fc.record({ stream, expected: checked }), { maxLength: 3, selector: (one) => one.stream }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('metadata' as const),
      stream,
      metadata: fc.record({ maxCount: small, truncateBefore: small }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), stream, expected: state }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tombstone' as const), stream, expected: state }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      stream,
      direction: fc.constantFrom('forwards' as const, 'backwards' as const),
      from: fc.integer({ min: 0, max: 8 }),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
);

/** Names of one run: streams and ids nobody else uses, the same for the model and the store. */
export class Names {
  constructor(readonly run: string) {}
  stream = (n: number): string => `${this.run}-${n}`;
  /** An id belongs to one stream, so that no two streams share events. */
  id = (stream: number, n: number): string => v5(`${this.run}/${stream}/${n}`);
  append = ({
    stream,
    expected,
    ids,
  }: {
    stream: number;
    expected: AppendStreamState;
    ids: number[];
  }): ModelAppend => ({
    stream: this.stream(stream),
    expected,
    ids: ids.map((n) => this.id(stream, n)),
  });
  records = ({ records, checks }: Extract<Operation, { kind: 'records' }>): ModelRecords => ({
    records: records.map(({ stream, id }) => ({ stream: this.stream(stream), id: this.id(stream, id) })),
    checks: checks.map(({ stream, expected }) => ({ stream: this.stream(stream), expected })),
  });
}

/** What the model answers. */
export function tellModel(model: ModelStore, names: Names, step: Operation): Answer {
  switch (step.kind) {
    case 'append':
      return model.append(names.append(step));
    case 'session':
      return model.appendSession(step.appends.map(names.append));
    case 'records':
      return model.appendRecords(names.records(step));
    case 'metadata':
      return model.setMetadata(names.stream(step.stream), step.metadata);
    case 'delete':
      return model.delete(names.stream(step.stream), step.expected);
    case 'tombstone':
      return model.tombstone(names.stream(step.stream), step.expected);
    case 'read':
      return model.read(names.stream(step.stream), step.direction, step.from, step.count);
  }
}

/** What the store answers, in the words of the model. */
export async function tellStore(client: KurrentDBClient, names: Names, step: Operation): Promise<Answer> {
  try {
    return await call(client, names, step);
  } catch (error) {
    return refusal(error as CommandError, step.kind);
  }
}

async function call(client: KurrentDBClient, names: Names, step: Operation): Promise<Answer> {
  const tested = (id: string) => jsonEvent({ id, type: 'Tested', data: {} });
  const of = (n: number) => names.stream(n);
  switch (step.kind) {
    case 'append': {
      const { stream: name, expected: streamState, ids: known } = names.append(step);
      const credentials = step.classic ? { username: 'admin', password: 'changeit' } : undefined;
      const answer = await client.appendToStream(name, known.map(tested), { streamState, credentials });
      return { revision: Number(answer.nextExpectedRevision) };
    }
    case 'session': {
      const appends = step.appends.map(names.append);
      await client.multiStreamAppend(
        appends.map((one) => ({ streamName: one.stream, expectedState: one.expected, events: one.ids.map(tested) })),
      );
      return { done: true };
    }
    case 'records': {
      const { records, checks } = names.records(step);
      await client.appendRecords(
        records.map(({ stream: streamName, id }) => ({ streamName, record: tested(id) })),
        checks.map(({ stream: streamName, expected: expectedState }) => ({
          type: STREAM_STATE,
          streamName,
          expectedState,
        })),
      );
      return { done: true };
    }
    case 'metadata':
      await client.setStreamMetadata(of(step.stream), withoutUndefined(step.metadata));
      return { done: true };
    case 'delete':
      await client.deleteStream(of(step.stream), { expectedRevision: step.expected });
      return { done: true };
    case 'tombstone':
      await client.tombstoneStream(of(step.stream), { expectedRevision: step.expected });
      return { done: true };
    case 'read': {
      const { direction, from, count: maxCount } = step;
      const events: string[] = [];
      const read = client.readStream(of(step.stream), { direction, fromRevision: BigInt(from), maxCount });
      for await (const { event } of read) events.push(event?.id ?? '');
      return { events };
    }
  }
}

const withoutUndefined = (metadata: ModelMetadata): Record<string, number> =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));

function refusal(error: CommandError, kind: Operation['kind']): Answer {
  if (error instanceof AppendConsistencyViolationError)
    return { refused: 'violations', streams: error.violations.map(({ streamName }) => streamName) };
  const refusals = ['stream-tombstoned', 'stream-deleted', 'wrong-expected-version'];
  if (kind === 'session' && refusals.includes(error.type)) return { refused: 'session' };
  switch (error.type) {
    case 'stream-deleted':
      return { refused: 'deleted' };
    case 'stream-not-found':
      return { refused: 'not-found' };
    case 'wrong-expected-version': {
      const { actualState } = error as WrongExpectedVersionError;
      return { refused: 'wrong', actual: actualState === 'no_stream' ? -1 : Number(actualState) };
    }
    default:
      throw error;
  }
}
