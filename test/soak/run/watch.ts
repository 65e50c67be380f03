import { residentMiB } from '../../bench/harness/cpu';

/** Watches processes while something goes on, and tells every now and then how far it is. */
export interface Watch {
  /** Ends it. Answers the memory of each process over the time, in MiB, a value a second. */
  end(): Readonly<Record<string, readonly number[]>>;
}

const LOOK_MS = 1_000;
const TELL_EVERY = 10;

/** `progress` tells in words how far it is; where it can not, the memory is told alone. */
export function watch(pids: Readonly<Record<string, number>>, progress: () => Promise<string>): Watch {
  const memory: Record<string, number[]> = Object.fromEntries(Object.keys(pids).map((name) => [name, []]));
  let looks = 0;
  const look = async (): Promise<void> => {
    for (const [name, pid] of Object.entries(pids)) memory[name]?.push(residentMiB(pid));
    looks += 1;
    const so = await progress().catch(() => 'no answer');
    if (looks % TELL_EVERY === 0) console.log(`${looks} s: ${so}; MiB: ${now(memory)}`);
  };
  const looking = setInterval(() => void look(), LOOK_MS);
  return {
    end() {
      clearInterval(looking);
      return memory;
    },
  };
}

const now = (memory: Readonly<Record<string, readonly number[]>>): string =>
  Object.entries(memory)
    .map(([name, sizes]) => `${name} ${Math.round(sizes.at(-1) ?? 0)}`)
    .join(', ');

/** Room for what a garbage collector leaves lying about. */
const SLACK_MIB = 64;

/** Whether it has stopped growing: what it holds at the end is about what it held early on, when it was at work already. */
export const isFlat = (sizes: readonly number[]): boolean => late(sizes) <= early(sizes) * 1.25 + SLACK_MIB;

/** The course of it in words, by tenths of the time. */
export function courseOf(sizes: readonly number[]): string {
  const tenths = Array.from({ length: 10 }, (_, n) =>
    sizes.slice(part(sizes, n), Math.max(part(sizes, n + 1), part(sizes, n) + 1)),
  );
  return `${tenths.map((some) => Math.round(mean(some))).join(' ')} MiB, ${Math.round(Math.max(0, ...sizes))} at most`;
}

const part = (sizes: readonly number[], n: number): number => Math.floor((sizes.length * n) / 10);
const quarter = (sizes: readonly number[]): number => Math.max(1, Math.floor(sizes.length / 4));
const mean = (sizes: readonly number[]): number => sizes.reduce((sum, one) => sum + one, 0) / Math.max(1, sizes.length);
const early = (sizes: readonly number[]): number => mean(sizes.slice(quarter(sizes), 2 * quarter(sizes)));
const late = (sizes: readonly number[]): number => mean(sizes.slice(-quarter(sizes)));
