import { CursorInvalid, limitOf, pageOf, placeIn } from './page';

describe('pages', () => {
  it('give a cursor only where more follows', () => {
    const page = pageOf(
      [3, 2, 1],
      2,
      (it) => [String(it), 'x'],
      (it) => it,
    );
    expect(page.items).toStrictEqual([3, 2]);
    expect(placeIn(page.next ?? '', ['position', 'text'])).toStrictEqual(['2', 'x']);
    expect(
      pageOf(
        [1],
        2,
        () => [],
        (it) => it,
      ),
    ).toStrictEqual({ items: [1] });
  });

  it.each([
    ['', ['position']],
    ['%%%', ['position']],
    [encoded(['-1']), ['position']],
    [encoded(['1', 2]), ['position', 'text']],
    [encoded(['1', 'a\0b']), ['position', 'text']],
    [encoded(['1', 1.5]), ['position', 'revision']],
    [encoded(['1']), ['position', 'text']],
    [encoded({ 0: '1' }), ['position']],
  ] as const)('refuse a cursor that no page gave out: %j', (cursor, kinds) => {
    expect(() => placeIn(cursor, kinds)).toThrow(CursorInvalid);
  });

  it.each([
    [undefined, 20],
    [0, 1],
    [1000, 100],
    [7.9, 7],
  ])('keep the limit %j within 1 and 100', (limit, expected) => {
    expect(limitOf({ limit })).toBe(expected);
  });
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
