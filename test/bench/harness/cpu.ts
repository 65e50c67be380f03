import { readdirSync, readFileSync } from 'node:fs';

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
  const fields = fieldsOf(pid);
  return fields.length === 0 ? 0 : (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/**
 * CPU milliseconds that processes have used so far together with all that they have started, living and ended, each counted
 * once; 0 where the system does not tell.
 */
export function cpuMsOfFamilies(pids: readonly number[]): number {
  const all = new Map(processes().map((one) => [one.pid, one]));
  const heads = new Set(pids);
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && (heads.has(pid) || belongs(all.get(pid)?.parent));
  return [...all.values()].filter(({ pid }) => belongs(pid)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Every process there is; its time has that of the children in it which have ended. */
function processes(): { pid: number; parent: number; cpuMs: number }[] {
  const pids = namesIn('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const [, parent, ...rest] = fieldsOf(Number(pid));
    if (parent === undefined) return [];
    const ticks = rest.slice(9, 13).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid: Number(pid), parent: Number(parent), cpuMs: ticks * MS_PER_TICK }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // a system without it
  }
}

/** What the system tells of a process, from its state on; nothing when it is gone. */
function fieldsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
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
