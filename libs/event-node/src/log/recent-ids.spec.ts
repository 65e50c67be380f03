import { RecentIds } from './recent-ids';

const id = (number: number): Buffer => {
  const bytes = Buffer.alloc(16, 0xff);
  bytes.writeUInt32BE(number);
  return bytes;
};

describe('the ids of the newest events', () => {
  it('are known by their stream', () => {
    const recent = new RecentIds();
    recent.add(1, id(7), 3);
    expect(recent.revisionOf(1, id(7))).toBe(3);
    expect(recent.revisionOf(2, id(7))).toBeUndefined();
    expect(recent.revisionOf(1, id(8))).toBeUndefined();
  });

  it('are kept for one generation at least and two at most', () => {
    const recent = new RecentIds(10);
    for (let number = 0; number < 35; number += 1) recent.add(1, id(number), number);
    expect(
      Array.from({ length: 35 }, (_, number) => recent.revisionOf(1, id(number))).filter(Number.isInteger),
    ).toEqual(Array.from({ length: 15 }, (_, index) => 20 + index));
  });

  it('are forgotten when asked to', () => {
    const recent = new RecentIds();
    recent.add(1, id(7), 3);
    recent.clear();
    expect(recent.revisionOf(1, id(7))).toBeUndefined();
  });
});
