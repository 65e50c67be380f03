import { virtualTime } from './virtual-time';

describe('virtualTime', () => {
  it('does entries in order of time, then of making', () => {
    const time = virtualTime('2024-05-01T00:00:00.000Z');
    const seen: string[] = [];
    time.in(2000, () => seen.push(`late ${time.now()}`));
    time.in(1000, () => {
      seen.push('first');
      time.in(1000, () => seen.push('made last'));
    });
    time.in(1000, () => seen.push('second'));
    time.run(10);
    expect(seen).toStrictEqual(['first', 'second', 'late 2024-05-01T00:00:02.000Z', 'made last']);
  });

  it('says so if it never comes to rest', () => {
    const time = virtualTime('2024-05-01T00:00:00.000Z');
    const again = () => time.in(1, again);
    again();
    expect(() => time.run(100)).toThrow('not at rest');
  });
});
