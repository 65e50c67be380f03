import { chanceFrom } from './chance';

describe('chanceFrom', () => {
  it('gives the same throws for the same seed, others for another', () => {
    const throws = (seed: number) => {
      const chance = chanceFrom(seed);
      return Array.from({ length: 50 }, () => chance.next());
    };
    expect(throws(7)).toStrictEqual(throws(7));
    expect(throws(7)).not.toStrictEqual(throws(8));
  });

  it('keeps to its bounds and reaches them', () => {
    const chance = chanceFrom(1);
    const seen = new Set(Array.from({ length: 500 }, () => chance.between(2, 4)));
    expect([...seen].sort()).toStrictEqual([2, 3, 4]);
    expect(new Set(Array.from({ length: 200 }, () => chance.pick(['a', 'b'])))).toStrictEqual(new Set(['a', 'b']));
  });

  it('happens about as often as asked', () => {
    const chance = chanceFrom(3);
    const hits = Array.from({ length: 10_000 }, () => chance.happens(0.25)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(2300);
    expect(hits).toBeLessThan(2700);
  });
});
