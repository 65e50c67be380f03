/**
 * The workers of both queues in a process of their own, which a spec can kill. Workflows run here; activities are carried
 * out by the parent, which owns the world, so that a kill leaves the world as it was at that moment.
 */
import { taskQueues } from '@onfile/temporal';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { ActivityAnswer, ActivityCall, WorkerOrder } from './messages';

/** Journeys that wait for a kill each hold a place: there must be more places than journeys. */
const ROOM = {
  maxConcurrentWorkflowTaskExecutions: 400,
  maxConcurrentLocalActivityExecutions: 400,
  maxConcurrentActivityTaskExecutions: 400,
};

const waiting = new Map<number, (answer: ActivityAnswer) => void>();
let calls = 0;

async function call(name: string, args: readonly unknown[]): Promise<unknown> {
  const workflowId = Context.current().info.workflowExecution?.workflowId ?? '';
  calls += 1;
  const sent: ActivityCall = { id: calls, name, workflowId, args };
  const answered = await new Promise<ActivityAnswer>((resolve) => {
    waiting.set(sent.id, resolve);
    process.send?.(sent);
  });
  waiting.delete(sent.id);
  if ('failure' in answered) throw ApplicationFailure.create(answered.failure);
  return answered.answer;
}

async function work({ address, codePath, activities }: WorkerOrder): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const carried = Object.fromEntries(activities.map((name) => [name, (...args: unknown[]) => call(name, args)]));
  const shared = { connection, activities: carried, ...ROOM };
  const workers = await Promise.all([
    Worker.create({ ...shared, taskQueue: taskQueues.journeys, workflowBundle: { codePath } }),
    Worker.create({ ...shared, taskQueue: taskQueues.cardNetwork }),
  ]);
  const runs = workers.map((worker) => worker.run());
  process.send?.('ready');
  await Promise.all(runs);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: WorkerOrder | ActivityAnswer) => {
  if ('address' in message) void work(message);
  else waiting.get(message.id)?.(message);
});
