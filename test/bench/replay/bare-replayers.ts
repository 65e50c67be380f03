import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BareOrder } from './bare-replayer';

/** Processes of the bare thing, one for each core. */
export interface BareReplayers {
  readonly pids: readonly number[];
  /** Replays for as long as told, on all of them; answers how many times. */
  replayFor(windowMs: number): Promise<number>;
  stop(): Promise<void>;
}

/** Starts them. */
export function startBareReplayers(order: BareOrder, cores: number): BareReplayers {
  const children = Array.from({ length: cores }, () =>
    fork(join(__dirname, 'bare-replayer.ts'), [JSON.stringify(order)], {
      execArgv: process.execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // the SDK's core writes on standard output
    }),
  );
  const one = async (child: ChildProcess, until: number): Promise<number> => {
    const answer = once(child, 'message') as Promise<[number]>;
    child.send(until);
    const died = once(child, 'exit').then(() => Promise.reject(new Error('the bare replayer has died')));
    died.catch(() => undefined); // also at the end, when nobody asks any more
    const [units] = await Promise.race([answer, died]);
    return units;
  };
  return {
    pids: children.map(({ pid }) => pid ?? 0),
    async replayFor(windowMs) {
      const until = Date.now() + windowMs;
      const units = await Promise.all(children.map((child) => one(child, until)));
      return units.reduce((sum, count) => sum + count, 0);
    },
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          const gone = once(child, 'exit');
          child.disconnect();
          await gone;
        }),
      );
    },
  };
}
