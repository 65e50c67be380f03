import { expectPromises, simulate } from './simulation';

/** `SEED=n` tells one story again, `SEEDS=n` tells n of them; 20 else. */
const { SEED, SEEDS: MANY = '20' } = process.env;
const SEEDS = SEED === undefined ? Array.from({ length: Number(MANY) }, (_, n) => n + 1) : [Number(SEED)];
const HOURS_48 = 48 * 3_600_000;

describe('bills under trouble', () => {
  it.each(SEEDS)('Q5 Q7 seed %i: money captured = bills paid, one card a bill, each charge in one bill', async (seed) =>
    expectPromises(await simulate(seed)),
  );

  it.each(SEEDS.slice(0, 8))('Q6 seed %i: the same with the status call down for 48 hours', async (seed) =>
    expectPromises(await simulate(seed, { statusDownMs: HOURS_48 })),
  );

  it('Q7 a seed is a story: told again it is the same', async () => {
    const [one, two] = [await simulate(5), await simulate(5)];
    const told = (all: typeof one) => all.bench.log.all().map(({ stream, fact }) => [stream, fact]);
    expect(told(one)).toStrictEqual(told(two));
    expect(one.deaths).toBeGreaterThan(0);
  });
});
