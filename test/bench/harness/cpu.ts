import { readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const MS_PER_TICK = 10;

/**
 * CPU milliseconds a process and its children have used so far, user and system; 0 when it is gone or the system does not
 * tell. A database works in children; of the process that measures, children are processes of their own.
 */
export function cpuMsOf(pid: number): number {
  if (pid === process.pid) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  return childrenOf(pid).reduce((sum, child) => sum + cpuMsOf(child), cpuMsOfOne(pid));
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function cpuMsOfOne(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** CPU milliseconds all processes of the machine have used so far; undefined where the system does not tell. */
export function cpuMsOfMachine(): number | undefined {
  try {
    const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
      readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
    )
      .split(/\s+/)
      .map(Number);
    return (user + nice + system + irq + softirq) * MS_PER_TICK;
  } catch {
    return undefined;
  }
}

/** Resident memory of a process in MiB; 0 when it is gone or the system does not tell. */
export function residentMiB(pid: number): number {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}
