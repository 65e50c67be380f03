import { Turns } from './turns';

describe('turns', () => {
  it('one after the other under a key, in the order they came; other keys do not wait', async () => {
    const turns = new Turns();
    const told: string[] = [];
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const slow = turns.take('a', async () => {
      await gate;
      told.push('first');
    });
    const next = turns.take('a', async () => void told.push('second'));
    await turns.take('b', async () => void told.push('other'));
    expect(told).toStrictEqual(['other']);
    letGo();
    await Promise.all([slow, next]);
    expect(told).toStrictEqual(['other', 'first', 'second']);
  });

  it('a failure is its own, and the next one goes on', async () => {
    const turns = new Turns();
    const failed = turns.take('a', async () => Promise.reject(new Error('away')));
    const next = turns.take('a', async () => 'done');
    await expect(failed).rejects.toThrow('away');
    await expect(next).resolves.toBe('done');
    await expect(turns.take('a', async () => 'later')).resolves.toBe('later');
  });
});
