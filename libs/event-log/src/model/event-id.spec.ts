import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { eventId } from './event-id';

/** The rule in the words of `JSON.stringify`: what ids in the log were made by. */
function spelledOut(identity: Parameters<typeof eventId>[0]): string {
  const { stream, commandId, index, type, content } = identity;
  const text = JSON.stringify([stream, commandId, index, type, content], (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  const hash = createHash('sha256').update(text).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const about = { stream: 'bill-1', commandId: 'c', index: 0, type: 'BillPaid' };

describe('the id of an event', () => {
  it('is the same whatever order the content was put together in, and another for other content', () => {
    expect(eventId({ ...about, content: { a: 1, b: { c: 2, d: 3 } } })).toBe(
      eventId({ ...about, content: { b: { d: 3, c: 2 }, a: 1 } }),
    );
    expect(eventId({ ...about, content: { a: 1 } })).not.toBe(eventId({ ...about, content: { a: 2 } }));
  });

  it('leaves out what is not there', () => {
    expect(eventId({ ...about, content: { a: 1, b: undefined } })).toBe(eventId({ ...about, content: { a: 1 } }));
  });

  it('is for any content the one that the rule has always given', () => {
    const json = fc.jsonValue();
    fc.assert(
      fc.property(json, fc.array(fc.nat(2_000)), (content, numbers) => {
        const identity = { ...about, content: { content, of: Object.fromEntries(numbers.map((n) => [n, n])) } };
        expect(eventId(identity)).toBe(spelledOut(identity));
      }),
    );
  });
});
