import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processWorksOn } from '../processes';
import { waitUntil } from '../readiness';

/** Time for open transactions to be broken off and written down. */
const STOP_LIMIT_MS = 20_000;

/**
 * Stops a server that still runs on this folder because those who started it were killed. Two servers on one folder
 * would ruin it, and the one left behind was started by nobody who would end it. Answers whether there was one.
 * @throws when it does not stop
 */
export async function stopLeftBehind(folder: string): Promise<boolean> {
  const pid = serverOf(folder);
  if (pid === undefined) return false;
  process.kill(pid, 'SIGINT');
  if (await waitUntil(() => !isAlive(pid), STOP_LIMIT_MS)) return true;
  process.kill(pid, 'SIGQUIT');
  if (await waitUntil(() => !isAlive(pid), STOP_LIMIT_MS)) return true;
  throw new Error(`PostgreSQL (process ${pid}) still runs on ${folder} and does not stop`);
}

/** Process id of the server that runs on the folder, if one does. The file outlives a killed server. */
export function serverOf(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && processWorksOn(pid, folder) ? pid : undefined;
}
