import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process runs. One that ended and was not reaped yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return stateOf(pid) !== 'Z';
}

/**
 * When a process began, in the system's own terms. Together with its number it names one process for ever, since
 * numbers are given out again. `undefined` when it is gone.
 */
export function beginningOf(pid: number): string | undefined {
  if (process.platform === 'linux') return statOf(pid)?.[19];
  return ps(pid, 'lstart') || undefined;
}

/** Whether a process was told of this folder in its command line. */
export function processWorksOn(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return ps(pid, 'args').includes(folder);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
  } catch {
    return false;
  }
}

/** Sends a signal to a process, or to the group it leads by its negative number. Answers whether there was one. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

const stateOf = (pid: number): string | undefined =>
  process.platform === 'linux' ? statOf(pid)?.[0] : ps(pid, 'state')[0];

/** The fields of /proc/<pid>/stat after the program's name, which may hold spaces: state first, start time twentieth. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
