import { resolve } from 'node:path';
import { ownerOf } from './folder-in-use';
import { isAlive, signal } from './processes';
import { waitUntil } from './readiness';
import { readStackFile, type StackDescription } from './stack-file';
import type { Stack } from './start-stack';
import { answersOk } from './readiness';

const LIMIT_MS = 120_000;

/**
 * A stack that another process runs on this folder, by its `stack.json`; `undefined` when none runs. What dies is
 * started again by that process.
 */
export function attachStack(data: string): (Omit<Stack, 'ready'> & { ready(): Promise<void> }) | undefined {
  const folder = resolve(data);
  const running = (): StackDescription | undefined => {
    const told = readStackFile(folder);
    // By when it began, not by its number alone: after a restart of the machine that may be somebody else's.
    return told?.pids['supervisor'] !== undefined && ownerOf(folder) === told.pids['supervisor'] ? told : undefined;
  };
  const first = running();
  if (!first) return undefined;
  return {
    data: folder,
    urls: first.urls,
    apiKeys: first.apiKeys,
    get pids() {
      return running()?.pids ?? {};
    },
    kill: (child, name = 'SIGKILL') => {
      const pid = running()?.pids[child];
      return pid !== undefined && signal(pid, name);
    },
    async ready() {
      const apps = [first.urls.bank, first.urls.projector, first.urls.worker, first.urls.api];
      const looks = apps.map((url) => waitUntil(() => answersOk(`${url}/health/ready`), LIMIT_MS));
      if ((await Promise.all(looks)).includes(false)) throw new Error(`a part of the stack on ${folder} is not ready`);
    },
    async stop() {
      const pid = running()?.pids['supervisor'];
      if (pid !== undefined) signal(pid, 'SIGTERM');
      await waitUntil(() => readStackFile(folder) === undefined && !(pid !== undefined && isAlive(pid)), LIMIT_MS);
    },
  };
}
