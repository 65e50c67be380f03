import { ReturnLimit } from './return-limit';

const NOON = Date.parse('2024-05-10T12:00:00Z');

describe('S12 returns from the bank page, however many', () => {
  it('twenty a minute are let through to one journey; another journey has its own', () => {
    const limit = new ReturnLimit();
    const taken = Array.from({ length: 100 }, (_none, n) => limit.take('jrn_1', NOON + n)).filter(Boolean);
    expect(taken).toHaveLength(20);
    expect(limit.take('jrn_2', NOON + 200)).toBe(true);
    expect(limit.take('jrn_1', NOON + 59_999)).toBe(false);
    expect(limit.take('jrn_1', NOON + 60_000)).toBe(true);
  });

  it('journeys that nobody has do not fill the memory, nor keep a true one from being told', () => {
    const limit = new ReturnLimit();
    const told = Array.from({ length: 50_000 }, (_none, n) => limit.take(`nobody_${n}`, NOON));
    expect(told).not.toContain(false);
    expect(limit.take('jrn_1', NOON)).toBe(true);
    expect(limit.size).toBeLessThanOrEqual(10_000);
  });
});
