import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sync as writeWhole } from 'write-file-atomic';
import { beginningOf, isAlive, signal } from '../processes';
import { waitUntil } from '../readiness';

/** A process and when it began, so that another one which got its number later is left alone. */
interface Noted {
  readonly name: string;
  readonly pid: number;
  readonly beginning: string;
}

const STOP_LIMIT_MS = 5_000;

const listIn = (folder: string): string => join(folder, 'processes.json');

/** Notes the processes that run now, for the case that even the guard is killed. */
export function noteProcesses(folder: string, pids: ReadonlyMap<string, number>): void {
  const noted = [...pids].map(([name, pid]) => ({ name, pid, beginning: beginningOf(pid) ?? '' }));
  writeWhole(listIn(folder), `${JSON.stringify(noted)}\n`);
}

/** Ends whatever a killed guard left behind on this folder. Answers the names. */
export async function endLeftBehind(folder: string): Promise<string[]> {
  const left = readList(folder).filter(({ pid, beginning }) => isAlive(pid) && beginningOf(pid) === beginning);
  for (const { pid } of left) signal(pid, 'SIGTERM');
  await waitUntil(() => !left.some(({ pid }) => isAlive(pid)), STOP_LIMIT_MS);
  for (const { pid } of left) signal(-pid, 'SIGKILL');
  return left.map(({ name }) => name);
}

function readList(folder: string): Noted[] {
  try {
    return JSON.parse(readFileSync(listIn(folder), 'utf8')) as Noted[];
  } catch {
    return []; // the first start
  }
}
