import { dataConverter, taskQueues, type PayloadKeys } from '@onfile/temporal';
import {
  Worker,
  type ActivityInterceptorsFactory,
  type NativeConnection,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { deploymentOf } from './deployment';

/** What the workers of one process are made of. */
export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly payloadKeys: PayloadKeys;
  readonly workflowBundle: WorkflowBundleOption;
  readonly activities: object;
  readonly interceptor: ActivityInterceptorsFactory;
  readonly buildId: string | undefined;
}

/**
 * Fixed sizes, not tuned ones: the same load takes the same memory on every run. An open journey costs 200 KiB while
 * cached, so 500 of them fit into the heap of a small container.
 */
const JOURNEYS = {
  maxCachedWorkflows: 500,
  maxConcurrentWorkflowTaskExecutions: 40,
  maxConcurrentLocalActivityExecutions: 100,
  maxConcurrentActivityTaskExecutions: 40,
} satisfies Partial<WorkerOptions>;

/** Calls to the card network in flight from one process, and starts a second over all processes: its own limits. */
const CARD_NETWORK = {
  maxConcurrentActivityTaskExecutions: 32,
  maxTaskQueueActivitiesPerSecond: 200,
} satisfies Partial<WorkerOptions>;

/** A call to a gateway answers within 10 s, so what is under way can finish; nothing is lost where it can not. */
const SHUTDOWN = { shutdownGraceTime: '12 seconds', shutdownForceTime: '15 seconds' } satisfies Partial<WorkerOptions>;

/** The workers of both queues. `run` them, and `shutdown` them to let what is under way finish. */
export async function createWorkers(parts: WorkerParts): Promise<Worker[]> {
  const { connection, namespace, payloadKeys, activities, workflowBundle, interceptor, buildId } = parts;
  const shared = {
    connection,
    namespace,
    dataConverter: dataConverter(payloadKeys),
    activities,
    interceptors: { activity: [interceptor] },
    ...deploymentOf(buildId),
    ...SHUTDOWN,
  };
  return Promise.all([
    Worker.create({ ...shared, ...JOURNEYS, taskQueue: taskQueues.journeys, workflowBundle }),
    Worker.create({ ...shared, ...CARD_NETWORK, taskQueue: taskQueues.cardNetwork }),
  ]);
}
