import type { VelocityCounters } from './port';

const MINUTE = 60_000;
const T0 = Date.parse('2026-03-01T00:00:00.000Z');
const after = (ms: number) => new Date(T0 + ms).toISOString();

/** What every implementation of the velocity counters must do. `fresh` gives counters nobody used the buckets of. */
export function velocityContract(fresh: () => VelocityCounters | Promise<VelocityCounters>): void {
  let prefix = 0;
  const bucket = () => `spec-${process.pid}-${Date.now()}-${(prefix += 1)}`;

  it('R11 takes up to the limit, then says when there is room again', async () => {
    const counters = await fresh();
    const limit = { bucket: bucket(), atMost: 2, windowMs: 10 * MINUTE };
    expect(await counters.take('a', [limit], after(0))).toEqual({ taken: true });
    expect(await counters.take('b', [limit], after(MINUTE))).toEqual({ taken: true });
    expect(await counters.take('c', [limit], after(2 * MINUTE))).toEqual({
      taken: false,
      retryAt: after(10 * MINUTE),
      bucket: limit.bucket,
    });
    expect(await counters.take('c', [limit], after(10 * MINUTE))).toEqual({ taken: true });
  });

  it('counts one key once, however often it is asked', async () => {
    const counters = await fresh();
    const limit = { bucket: bucket(), atMost: 1, windowMs: MINUTE };
    for (let repeat = 0; repeat < 3; repeat += 1) {
      expect(await counters.take('same', [limit], after(repeat))).toEqual({ taken: true });
    }
    expect((await counters.take('other', [limit], after(5))).taken).toBe(false);
  });

  it('takes all of several limits or none: a refused send costs nothing', async () => {
    const counters = await fresh();
    const wide = { bucket: bucket(), atMost: 2, windowMs: MINUTE };
    const narrow = { bucket: bucket(), atMost: 1, windowMs: MINUTE };
    await counters.take('first', [wide, narrow], after(0));
    expect((await counters.take('second', [wide, narrow], after(1))).taken).toBe(false);
    expect(await counters.take('third', [wide], after(2))).toEqual({ taken: true });
  });

  it('never lets a race overrun a limit', async () => {
    const counters = await fresh();
    const limit = { bucket: bucket(), atMost: 3, windowMs: MINUTE };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => counters.take(`racer-${n}`, [limit], after(n))),
    );
    expect(answers.filter((answer) => answer.taken)).toHaveLength(3);
  });
}
