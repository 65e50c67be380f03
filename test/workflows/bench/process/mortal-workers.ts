import { createActivities } from '@onfile/worker';
import { ApplicationFailure } from '@temporalio/common';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workflowBundle } from '../workflow-bundle';
import type { World } from '../world';
import type { ActivityAnswer, ActivityCall, WorkerOrder } from './messages';

const HOOK = join(__dirname, '../../../../infra/scripts/ts-hook.cjs');

/** Where a worker dies: before the effect of its call (from 1), or after it and before anybody heard of it. */
export interface Death {
  readonly call: number;
  readonly moment: 'before' | 'unreported';
}

/** Workers in a process that can be killed, over a world that stays. */
export interface MortalWorkers {
  /** Calls that a workflow has made. */
  calls(workflowId: string): number;
  /** From this call on nothing is answered to the workflow until the next kill, as if its worker were dead already. */
  plan(workflowId: string, death: Death): void;
  /** Planned deaths that have not been reached. */
  ahead(): number;
  /** `kill -9`, and another process in its place. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the process. `address`: Temporal's. */
export async function mortalWorkers(address: string, world: World): Promise<MortalWorkers> {
  const activities = createActivities(world) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const bundle = await workflowBundle();
  if (!('codePath' in bundle)) throw new Error('the bundle is kept in a file');
  const order: WorkerOrder = { address, codePath: bundle.codePath, activities: Object.keys(activities) };
  const counted = new Map<string, number>();
  const planned = new Map<string, Death>();
  const dead = new Set<string>();

  /** The answer, or undefined: nobody will hear of it. */
  const answerTo = async ({ id, name, workflowId, args }: ActivityCall): Promise<ActivityAnswer | undefined> => {
    if (dead.has(workflowId)) return undefined;
    const count = (counted.get(workflowId) ?? 0) + 1;
    counted.set(workflowId, count);
    const death = planned.get(workflowId);
    const dies = death?.call === count;
    if (dies) {
      dead.add(workflowId);
      planned.delete(workflowId);
      if (death.moment === 'before') return undefined;
    }
    const answer = await carriedOut(id, () => activities[name]!(...args));
    return dies ? undefined : answer;
  };
  const start = async (): Promise<ChildProcess> => {
    const child = fork(join(__dirname, 'worker-process.ts'), {
      execArgv: ['--conditions=@onfile/source', '-r', HOOK],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ready = new Promise<void>((resolve) => {
      child.on('message', (message: 'ready' | ActivityCall) => {
        if (message === 'ready') resolve();
        else void answerTo(message).then((answer) => answer && child.connected && child.send(answer));
      });
    });
    child.send(order);
    await ready;
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  let child = await start();
  return {
    calls: (workflowId) => counted.get(workflowId) ?? 0,
    plan: (workflowId, death) => void planned.set(workflowId, death),
    ahead: () => planned.size,
    kill: async () => {
      await kill(child);
      dead.clear();
      child = await start();
    },
    stop: () => kill(child),
  };
}

async function carriedOut(id: number, work: () => Promise<unknown>): Promise<ActivityAnswer> {
  try {
    return { id, answer: await work() };
  } catch (error) {
    const { type, nonRetryable } = error instanceof ApplicationFailure ? error : { type: 'Error', nonRetryable: false };
    const message = error instanceof Error ? error.message : 'unknown';
    return { id, failure: { type: type ?? 'Error', message, nonRetryable: nonRetryable ?? false } };
  }
}
