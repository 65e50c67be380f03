import { firstReadable, parseMetadata, restoredMetadata, SOFT_DELETED_JSON } from './stream-metadata';

const parse = (content: unknown) =>
  parseMetadata(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)));
const empty = { softDeleted: false };

describe('the metadata of a stream', () => {
  it('truncate by count, age and revision', () =>
    expect(parse({ $maxCount: 5, $maxAge: 60, $tb: 7, $cacheControl: 1, mine: 'kept' })).toEqual({
      maxCount: 5,
      maxAgeMs: 60_000,
      truncateBefore: 7,
      softDeleted: false,
    }));

  it.each([undefined, 0, -1])('ignore numbers that limit nothing: %s', (number) =>
    expect(parse({ $maxCount: number, $maxAge: number, $tb: number })).toEqual(empty),
  );

  it.each([
    ['a text for a number', { $maxCount: '5', $tb: 3 }],
    ['a fraction', { $maxAge: 1.5 }],
    ['rights that are no names', { $acl: { $r: 5 }, $maxCount: 1 }],
    ['rights that are a list', { $acl: ['$all'], $maxCount: 1 }],
    ['broken JSON', '{"$maxCount": 5'],
    ['a list', [1]],
    ['null', 'null'],
  ])('count as empty with %s', (_, content) => expect(parse(content)).toEqual(empty));

  it('take rights as one name or several', () =>
    expect(parse({ $acl: { $r: '$all', $w: ['a', 'b'] }, $maxCount: 1 }).maxCount).toBe(1));

  it('know a soft delete by its revision, though JavaScript rounds it', () =>
    expect(parse(SOFT_DELETED_JSON).softDeleted).toBe(true));

  it('keep all but the truncation when a stream lives again', () => {
    const json = Buffer.from(JSON.stringify({ $tb: 2 ** 63, $maxCount: 3, mine: 1 }));
    expect(JSON.parse(restoredMetadata(json, 4).toString())).toEqual({ $tb: 4, $maxCount: 3, mine: 1 });
    expect(JSON.parse(restoredMetadata(Buffer.from('broken'), 4).toString())).toEqual({ $tb: 4 });
    expect(JSON.parse(restoredMetadata(undefined, 0).toString())).toEqual({ $tb: 0 });
  });
});

describe('the first readable revision', () => {
  it.each([
    [{}, 0],
    [{ maxCount: 3 }, 7],
    [{ maxCount: 100 }, 0],
    [{ truncateBefore: 4 }, 4],
    [{ truncateBefore: 4, maxCount: 2 }, 8],
    [{ truncateBefore: 8, maxCount: 5 }, 8],
  ])('of ten events with %j is %d', (metadata, first) =>
    expect(firstReadable({ softDeleted: false, ...metadata }, 9)).toBe(first),
  );
});
