import { decideAppend, type StreamView } from './decide-append';
import type { ExpectedState } from './expected-state';

const id = (number: number): Buffer => Buffer.alloc(16, number);

/** A stream with the events 1, 2, 3 at revisions 0, 1, 2 unless said otherwise. */
const stream = (over: Partial<StreamView> & { ids?: number[] } = {}): StreamView => {
  const { ids = [1, 2, 3], ...rest } = over;
  return {
    last: ids.length - 1,
    tombstoned: false,
    softDeleted: false,
    hasMetadata: () => false,
    recent: (wanted) => {
      const revision = ids.findIndex((each) => id(each).equals(wanted));
      return revision < 0 ? undefined : revision;
    },
    idAt: (revision) => (ids[revision] === undefined ? undefined : id(ids[revision])),
    ...rest,
  };
};
const decide = (view: StreamView, expected: ExpectedState, ...ids: number[]) =>
  decideAppend(view, expected, ids.map(id));

const append = { kind: 'append' };
const deleted = { kind: 'deleted' };
const wrong = (actual: number) => ({ kind: 'wrong-version', actual });
const repeated = (revision: number) => ({ kind: 'repeated', revision });

describe('a tombstoned stream', () => {
  it.each(['any', 'no-stream', 'stream-exists', 2n] as const)('takes nothing, whatever is expected: %s', (expected) => {
    expect(decide(stream({ tombstoned: true }), expected, 9)).toEqual(deleted);
  });
});

describe('any', () => {
  it('appends what it does not know', () => expect(decide(stream(), 'any', 9)).toEqual(append));
  it('answers alike when all is known', () => expect(decide(stream(), 'any', 2, 3)).toEqual(repeated(2)));
  it('refuses what is known in part', () => expect(decide(stream(), 'any', 3, 9)).toEqual(wrong(2)));
  it('appends when the first is unknown and a later one is not', () =>
    expect(decide(stream(), 'any', 9, 3)).toEqual(append));
});

describe('stream exists', () => {
  it('appends to a stream with events', () => expect(decide(stream(), 'stream-exists', 9)).toEqual(append));
  it('refuses one that never was', () => expect(decide(stream({ ids: [] }), 'stream-exists', 9)).toEqual(wrong(-1)));
  it('takes one with metadata only for existing', () =>
    expect(decide(stream({ ids: [], hasMetadata: () => true }), 'stream-exists', 9)).toEqual(append));
  it('says of a soft-deleted one that it is deleted', () =>
    expect(decide(stream({ softDeleted: true }), 'stream-exists', 9)).toEqual(deleted));
});

describe('no stream', () => {
  it('appends to one that never was', () => expect(decide(stream({ ids: [] }), 'no-stream', 9)).toEqual(append));
  it('refuses one with events', () => expect(decide(stream(), 'no-stream', 9)).toEqual(wrong(2)));
  it('answers alike when the stream begins with the same events', () =>
    expect(decide(stream(), 'no-stream', 1, 2)).toEqual(repeated(1)));
  it('refuses when only the first is the same', () => expect(decide(stream(), 'no-stream', 1, 9)).toEqual(wrong(2)));
  it('refuses when the events run past the end', () =>
    expect(decide(stream(), 'no-stream', 1, 2, 3, 4)).toEqual(wrong(2)));
  it('writes to a soft-deleted one again', () =>
    expect(decide(stream({ softDeleted: true }), 'no-stream', 9)).toEqual(append));
});

describe('an exact revision', () => {
  it('appends at the end, also ids that it knows', () => expect(decide(stream(), 2n, 3)).toEqual(append));
  it('refuses what is ahead', () => expect(decide(stream(), 3n, 9)).toEqual(wrong(2)));
  it('answers alike when the next events are the same', () => expect(decide(stream(), 0n, 2, 3)).toEqual(repeated(2)));
  it('refuses when they are not', () => expect(decide(stream(), 0n, 9)).toEqual(wrong(2)));
  it('refuses a soft-deleted one that is further', () =>
    expect(decide(stream({ softDeleted: true }), 1n, 9)).toEqual(wrong(2)));
  it('writes to a soft-deleted one from its last', () =>
    expect(decide(stream({ softDeleted: true }), 2n, 9)).toEqual(append));
  it('compares numbers that JavaScript can not hold', () =>
    expect(decide(stream(), 2n ** 64n - 2n, 9)).toEqual(wrong(2)));
});

describe('no events at all', () => {
  it('any is done at once', () => expect(decide(stream(), 'any')).toEqual(repeated(2)));
  it('the exact revision is done at once', () => expect(decide(stream(), 2n)).toEqual(repeated(2)));
  it('another revision is wrong', () => expect(decide(stream(), 1n)).toEqual(wrong(2)));
  it('no stream holds for one that never was', () =>
    expect(decide(stream({ ids: [] }), 'no-stream')).toEqual(repeated(-1)));
  it('no stream holds for a soft-deleted one', () =>
    expect(decide(stream({ softDeleted: true }), 'no-stream')).toEqual(repeated(2)));
});
