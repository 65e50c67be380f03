import { createActivities } from '@onfile/worker';
import { taskQueues } from '@onfile/temporal';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, type NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { testServerPath } from './test-server';
import { newTraveller, type Traveller } from './traveller';
import { workflowBundle } from './workflow-bundle';
import { newWorld, type World } from './world';

/** The activities of a worker, to be wrapped by faults. */
export type Activities = ReturnType<typeof createActivities>;

export interface BenchOptions {
  /** Replaces the workers' activities, as to make them fail. */
  readonly wrap?: (activities: Activities) => Activities;
  /** 0: every workflow task replays its whole history, as on a worker that has just started. */
  readonly maxCachedWorkflows?: number;
}

/** Journeys on virtual time: the real workflows and activities on Temporal's time-skipping server, over a world of fakes. */
export interface JourneyBench {
  readonly env: TestWorkflowEnvironment;
  readonly world: World;
  /** A customer with a journey of their own. */
  readonly traveller: (options?: Parameters<typeof newTraveller>[1]) => Traveller;
  readonly stop: () => Promise<void>;
}

let benches = 0;

/** Starts Temporal's test server; its time is one for all, so a spec file has a server of its own. */
export async function startServer(): Promise<TestWorkflowEnvironment> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: await testServerPath() } },
  });
}

/** Workers and a fresh world on a running server. Task queues of their own keep benches apart. */
export async function openBench(env: TestWorkflowEnvironment, options: BenchOptions = {}): Promise<JourneyBench> {
  const bundle = await workflowBundle();
  const isRunning = async (workflowId: string) => {
    const description = await env.client.workflow
      .getHandle(workflowId)
      .describe()
      .catch(() => undefined);
    return description?.status.name === 'RUNNING';
  };
  const world = newWorld(isRunning);
  const activities = (options.wrap ?? ((same) => same))(createActivities(world));
  const workers = await Promise.all([
    worker(env.nativeConnection, taskQueues.journeys, activities, bundle, options),
    worker(env.nativeConnection, taskQueues.cardNetwork, activities),
  ]);
  const runs = workers.map((running) => running.run());
  benches += 1;
  const prefix = `b${benches}`;
  let travellers = 0;
  return {
    env,
    world,
    traveller: (of) => newTraveller({ env, world, id: `${prefix}-${(travellers += 1)}` }, of),
    async stop() {
      for (const running of workers) running.shutdown();
      await Promise.all(runs);
    },
  };
}

function worker(
  connection: NativeConnection,
  taskQueue: string,
  activities: Activities,
  workflowBundle?: WorkflowBundleOption,
  { maxCachedWorkflows = 100 }: BenchOptions = {},
): Promise<Worker> {
  const workflows = workflowBundle ? { workflowBundle, maxCachedWorkflows } : {};
  return Worker.create({ connection, taskQueue, activities, ...workflows, shutdownForceTime: '5 seconds' });
}
