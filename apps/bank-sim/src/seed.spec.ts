import { seedOf } from './seed';

describe('the seed', () => {
  it('gives the same for the same, and something else for anything else', () => {
    const [seed, same, other] = [seedOf('7'), seedOf('7'), seedOf('8')];
    expect(seed.id('hold', 'key')).toBe(same.id('hold', 'key'));
    expect(seed.id('hold', 'key')).toMatch(/^hold_[0-9a-f]{24}$/);
    const ids = [seed.id('hold', 'key'), other.id('hold', 'key'), seed.id('hold', 'yek'), seed.id('charge', 'key')];
    expect(new Set(ids.map((id) => id.replace(/^\w+_/, ''))).size).toBe(4);
    expect(seed.digest('fingerprint', '1')).not.toBe(seed.digest('request', '1'));
    expect(seed.digits('code', 'page', 6)).toMatch(/^\d{6}$/);
  });

  it('spreads chance evenly from 0 up to 1', () => {
    const { chance } = seedOf('1');
    const drawn = Array.from({ length: 2_000 }, (_, n) => chance(`call ${n}`));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, one) => sum + one, 0) / drawn.length).toBeCloseTo(0.5, 1);
  });
});
