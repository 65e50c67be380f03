import { readFileSync } from 'node:fs';

/** Memory of a process while something goes on, in MiB. */
export interface MemoryWatch {
  /** Mean of the second quarter and of the last: the first is the start. */
  readonly early: number;
  readonly late: number;
}

const EVERY_MS = 200;

/** Watches the resident memory of a process until `ended` settles. */
export async function watchMemory(pid: number, ended: Promise<unknown>): Promise<MemoryWatch> {
  const samples: number[] = [];
  let isOver = false;
  void ended.finally(() => (isOver = true));
  while (!isOver) {
    const now = residentMiB(pid);
    if (now !== undefined) samples.push(now);
    await Promise.race([ended.catch(() => undefined), new Promise((next) => setTimeout(next, EVERY_MS))]);
  }
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  return { early: average(samples.slice(quarter, 2 * quarter)), late: average(samples.slice(-quarter)) };
}

function residentMiB(pid: number): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return undefined; // it has ended
  }
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
