import { cpuMsOf, cpuMsOfFamilies, cpuMsOfMachine } from './cpu';

/** What was done in a window. */
export interface Work {
  /** How many of the units that are counted: appends, events, bills. */
  readonly units: number;
  /** How long single units took, in milliseconds, where that is of interest. */
  readonly latenciesMs?: readonly number[];
}

/** Something that does the work that is measured: ours, or the bare thing beside it. */
export interface Contender {
  readonly name: string;
  /** The processes that do it, by their part in it; their CPU time is told for each. */
  readonly processes: Readonly<Record<string, number>>;
  /** Works for about as long as told and says what it did. */
  work(windowMs: number): Promise<Work>;
}

/** One window, measured. */
export interface Window {
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
  /** CPU milliseconds a unit, by process. */
  readonly cpuMsPerUnit: Readonly<Record<string, number>>;
  /** Cores that processes took meanwhile which neither belong to the benchmark nor were started by it; above `QUIET_CORES` the window says little. */
  readonly foreignCores: number;
}

/** As much as others may take of the machine for a window to count. */
export const QUIET_CORES = 0.15;

/** How many disturbed windows a run may measure again: on a machine that is never quiet it ends all the same. */
export interface Patience {
  retries: number;
}
const TRIES = 3;

/** Measures a window; one that others disturbed is measured again, as patience allows, and the quietest is taken. */
export async function measure(contender: Contender, windowMs: number, patience: Patience): Promise<Window> {
  let quietest = await measureOnce(contender, windowMs);
  for (let attempt = 1; attempt < TRIES && quietest.foreignCores > QUIET_CORES && patience.retries > 0; attempt += 1) {
    patience.retries -= 1;
    const window = await measureOnce(contender, windowMs);
    if (window.foreignCores < quietest.foreignCores) quietest = window;
  }
  return quietest;
}

async function measureOnce({ processes, work }: Contender, windowMs: number): Promise<Window> {
  const roles = { bench: process.pid, ...processes };
  const before = snapshot(roles);
  const { units, latenciesMs = [] } = await work(windowMs);
  const after = snapshot(roles);
  const elapsedMs = after.at - before.at;
  const used = Object.keys(roles).map((role) => [role, (after.cpu[role] ?? 0) - (before.cpu[role] ?? 0)] as const);
  const ours = after.ours - before.ours;
  const all = after.machine === undefined || before.machine === undefined ? ours : after.machine - before.machine;
  return {
    perSecond: (units / elapsedMs) * 1000,
    latenciesMs,
    cpuMsPerUnit: Object.fromEntries(used.map(([role, ms]) => [role, ms / units])),
    foreignCores: Math.max(0, all - ours) / elapsedMs,
  };
}

function snapshot(roles: Record<string, number>) {
  return {
    at: performance.now(),
    machine: cpuMsOfMachine(),
    ours: cpuMsOfFamilies([process.pid, ...Object.values(roles)]),
    cpu: Object.fromEntries(Object.entries(roles).map(([role, pid]) => [role, cpuMsOf(pid)])) as Record<string, number>,
  };
}
