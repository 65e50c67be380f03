import { linkTarget } from './link';
import { BadPattern, nameFilter } from './name-filter';
import { isHiddenFromAll, isMetadataStream, metadataStreamOf, originalOf } from './stream-names';
import { expectedNumber, expectedOf } from './expected-state';

describe('a filter', () => {
  it('searches for a pattern anywhere in the name', () => {
    const filter = nameFilter('stream', 'b+', ['x']);
    expect(['abba', 'xyz'].map((name) => filter.matches(name))).toEqual([true, false]);
  });
  it('takes any of its prefixes, by case', () => {
    const filter = nameFilter('stream', '', ['order-', 'bill-']);
    expect(['order-1', 'bill-2', 'Order-1', 'an-order-1'].map((name) => filter.matches(name))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
  it('without any prefix matches nothing', () => expect(nameFilter('type', '', []).matches('')).toBe(false));
  it('takes patterns that are not for Unicode', () => expect(nameFilter('type', '\\-', []).matches('a-b')).toBe(true));
  it('knows letters beyond ASCII', () => expect(nameFilter('type', '^.$', []).matches('💳')).toBe(true));
  it('refuses a pattern that is none', () => expect(() => nameFilter('type', '(', [])).toThrow(BadPattern));
  it('answers the same when asked again', () => {
    const filter = nameFilter('type', 'a', []);
    expect([1, 2, 3].map(() => filter.matches('a'))).toEqual([true, true, true]);
  });
});

describe('a link', () => {
  it('points at a revision of a stream', () =>
    expect(linkTarget(Buffer.from('7@order-1'))).toEqual({ revision: 7, stream: 'order-1' }));
  it('may point at a name with an at sign', () =>
    expect(linkTarget(Buffer.from('0@a@b'))).toEqual({ revision: 0, stream: 'a@b' }));
  it.each(['', 'order-1', '@order-1', '7@', '-1@order-1', 'x@order-1'])('is none: "%s"', (text) =>
    expect(linkTarget(Buffer.from(text))).toBeUndefined(),
  );
});

describe('names of streams', () => {
  it('lead to the metadata and back', () => {
    expect(metadataStreamOf('a')).toBe('$$a');
    expect(originalOf('$$a')).toBe('a');
    expect(['a', '$a', '$$a'].map(isMetadataStream)).toEqual([false, false, true]);
  });
  it('are hidden from the log when they belong to the server', () =>
    expect(
      [
        '$epoch-information',
        '$persistentsubscription-$all::group-checkpoint',
        '$persistentsubscription-$all::group-parked',
        '$persistentsubscription-order::group-checkpoint',
        'order-checkpoint',
      ].map(isHiddenFromAll),
    ).toEqual([true, true, true, false, false]));
});

describe('expected states as numbers', () => {
  it.each([
    ['no-stream', -1n],
    ['any', -2n],
    ['stream-exists', -4n],
    [5n, 5n],
  ] as const)('%s is %d', (state, number) => {
    expect(expectedNumber(state)).toBe(number);
    expect(expectedOf(number)).toBe(state);
  });
  it.each([-3n, -5n, -6n])('%d is none', (number) => expect(expectedOf(number)).toBeUndefined());
});
