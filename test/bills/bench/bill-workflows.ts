import { taskQueues } from '@onfile/temporal';
import { createBillingActivities, type BillingPorts } from '@onfile/worker';
import { billDeduction } from '@onfile/workflows';
import { Context } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { startServer } from '../../workflows/bench/journey-bench';
import { workflowBundle } from '../../workflows/bench/workflow-bundle';
import { billBench, PERIOD, type BillBench } from './bill-bench';
import { settlementFile } from './settlement-file';

/** The workflows of bills on virtual time, over the bench of bills. */
export interface BillWorkflows {
  readonly env: TestWorkflowEnvironment;
  readonly bench: BillBench;
  readonly alarms: readonly string[];
  /** Bills that the read models say have been forgotten. */
  readonly idle: string[];
  /** How runs are cut up; specs may change it. */
  readonly shape: { -readonly [Part in keyof BillingPorts['run']]: BillingPorts['run'][Part] };
}

/** Opens them for all specs of a file. Call it in `describe`; the answer is good inside of tests only. */
export function withBillWorkflows(start = startVirtual): () => BillWorkflows {
  let open: (BillWorkflows & { stop(): Promise<void> }) | undefined;
  beforeAll(async () => {
    open = await openBillWorkflows(await start());
  }, 240_000);
  afterAll(async () => open?.stop());
  return () => {
    if (!open) throw new Error('the workflows are open inside of tests only');
    return open;
  };
}

async function startVirtual(): Promise<TestWorkflowEnvironment> {
  const env = await startServer();
  await letTellScheduledTimes(env);
  return env;
}

async function openBillWorkflows(env: TestWorkflowEnvironment) {
  const bench = billBench({ policy: { waitScale: 0 } });
  const alarms: string[] = [];
  const idle: string[] = [];
  const shape = { partitions: 2, pageSize: 3, atOnce: 4, missedAfterMs: 0 };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: taskQueues.billing,
    workflowBundle: await workflowBundle(),
    activities: createBillingActivities(portsOf(env, bench, { alarms, idle, shape })),
    maxCachedWorkflows: 0, // every task replays its history: a workflow that is not the same twice fails here
  });
  const running = worker.run();
  return {
    ...{ env, bench, alarms, idle, shape },
    async stop() {
      worker.shutdown();
      await running;
      await env.teardown();
    },
  };
}

/** A real server knows this one by itself: it tells workflows which firing of their schedule they are. */
async function letTellScheduledTimes({ connection, namespace }: TestWorkflowEnvironment): Promise<void> {
  const searchAttributes = { TemporalScheduledStartTime: DATETIME };
  await connection.operatorService.addSearchAttributes({ namespace: namespace ?? 'default', searchAttributes });
}

/** Temporal's number for attributes that are instants. */
const DATETIME = 6;

function portsOf(
  env: TestWorkflowEnvironment,
  bench: BillBench,
  { alarms, idle, shape }: { alarms: string[]; idle: readonly string[]; shape: BillingPorts['run'] },
): BillingPorts {
  return {
    ...bench.ports,
    // The server's own time, which skips ahead while workflows wait.
    now: () => new Date(Context.current().info.currentAttemptScheduledTimestampMs).toISOString(),
    finder: {
      accountsToBill: async ({ partition, partitions, after, limit }) =>
        accountsOf(bench)
          .filter((id, n) => n % partitions === partition && (after === undefined || id > after))
          .slice(0, limit),
      billedAccounts: async () => [],
      unfinishedBills: async () => [],
      idleBills: async () => idle,
      numbersOfBills: async () => new Map(), // knows nothing yet: the streams decide
      chargedBills: async () => bench.log.streams('bill').map((name) => name.slice('bill-'.length)),
      catchUp: async () => undefined,
    },
    settlements: { fileOf: async () => settlementFile(bench) },
    startDeduction: async ({ billId }) =>
      void (await env.client.workflow.start(billDeduction, {
        workflowId: `billDeduction/${billId}`,
        taskQueue: taskQueues.billing,
        args: [{ billId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      })),
    isRunning: async () => false,
    alarm: (what) => void alarms.push(what),
    heartbeat: () => undefined,
    attempt: () => 1,
    run: shape,
  };
}

/** Accounts with charges of the month, in order. */
const accountsOf = ({ log }: BillBench): string[] =>
  log
    .streams('charges')
    .filter((name) => name.endsWith(`-${PERIOD.replace('-', '')}`))
    .map((name) => name.slice('charges-'.length, -'-yyyymm'.length))
    .sort();
