import { dataConverter, taskQueues } from '@onfile/temporal';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { deploymentOf } from '../temporal/deployment';
import type { WorkerParts } from '../temporal/workers';

/**
 * Pages of a run are few and large, bills that wait many and small: their slots are shared, so that a run leaves room. A
 * page that is under way is given time to end; one that is cut off is done again.
 */
const BILLING = {
  maxCachedWorkflows: 300,
  maxConcurrentWorkflowTaskExecutions: 20,
  maxConcurrentActivityTaskExecutions: 24,
  shutdownGraceTime: '12 seconds',
  shutdownForceTime: '15 seconds',
} satisfies Partial<WorkerOptions>;

/** The worker of queue `billing`. */
export function createBillingWorker(parts: WorkerParts): Promise<Worker> {
  const { connection, namespace, payloadKeys, activities, workflowBundle, interceptor, buildId } = parts;
  return Worker.create({
    connection,
    namespace,
    dataConverter: dataConverter(payloadKeys),
    activities,
    interceptors: { activity: [interceptor] },
    workflowBundle,
    ...deploymentOf(buildId),
    taskQueue: taskQueues.billing,
    ...BILLING,
  });
}
