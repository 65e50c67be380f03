import fc from 'fast-check';
import { sameDigest } from './same-digest';

describe('sameDigest', () => {
  it('R12 says what === says', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameDigest(a, b) === (a === b)));
    fc.assert(fc.property(fc.string(), (a) => sameDigest(a, a)));
    expect(sameDigest('', '\u0000')).toBe(false);
    expect(sameDigest('abc', 'abcabc')).toBe(false);
  });

  it('S8 looks at every character, wherever the first difference is', () => {
    const looked = (text: string, other: string) => {
      let times = 0;
      const counted = Object.assign(Object(text), { charCodeAt: (i: number) => (times++, text.charCodeAt(i)) });
      sameDigest(counted, other);
      return times;
    };
    expect(looked('abcd', 'xbcd')).toBe(4);
    expect(looked('abcd', 'abcx')).toBe(4);
    expect(looked('abcd', 'abcd')).toBe(4);
  });
});
