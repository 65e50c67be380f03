import { sharedSlots } from './slots';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  let most = 0;
  let running = 0;
  return {
    work: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((end) => ends.push(end));
      running -= 1;
    },
    endOne: () => ends.shift()?.(),
    running: () => running,
    most: () => most,
  };
}
const soon = () => new Promise((go) => setImmediate(go));

describe('slots that pages share', () => {
  it('one page alone has all of them, and never more', async () => {
    const work = held();
    const lane = sharedSlots(4)();
    const all = Array.from({ length: 10 }, () => lane.run(work.work));
    await soon();
    expect(work.running()).toBe(4);
    while (work.running() > 0) {
      work.endOne();
      await soon();
    }
    await Promise.all(all);
    expect(work.most()).toBe(4);
  });

  it('what falls free goes to the page that has the fewest', async () => {
    const [one, two] = [held(), held()];
    const open = sharedSlots(4);
    const [first, second] = [open(), open()];
    for (let n = 0; n < 20; n += 1) void first.run(one.work);
    await soon();
    for (let n = 0; n < 20; n += 1) void second.run(two.work);
    for (let n = 0; n < 2; n += 1) one.endOne();
    await soon();
    expect([one.running(), two.running()]).toStrictEqual([2, 2]);
  });

  it('work that fails gives its slot back', async () => {
    const lane = sharedSlots(1)();
    await expect(lane.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lane.run(async () => 'yes')).toBe('yes');
  });
});
