import { defaultBillingPolicy } from '@onfile/domain';
import { createEventLog, keptStreams } from '@onfile/event-log';
import { httpCardNetwork, httpSettlements } from '@onfile/gateways';
import { taskQueues } from '@onfile/temporal';
import { type BillingPorts, createBillingActivities, finderOver } from '@onfile/worker';
import { billDeduction } from '@onfile/workflows';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { API_KEY, type Around } from '../../bench/bills/processes';
import { workflowBundle } from '../../workflows/bench/workflow-bundle';

/** The worker of queue `billing` as the stack has it, in this process. */
export async function startBillingWorker(around: Around, temporalAddress: string, client: Client) {
  const log = createEventLog({ url: around.logUrl });
  const bank = { baseUrl: around.bankUrl, apiKey: API_KEY, timeoutMs: 60_000 };
  const ports: BillingPorts = {
    log,
    charges: httpCardNetwork({ ...bank, timeoutMs: 10_000 }),
    settlements: httpSettlements(bank),
    rates: { rateTo: async () => undefined }, // every account is charged in its own currency
    policy: defaultBillingPolicy,
    now: () => new Date().toISOString(),
    kept: keptStreams(20_000),
    publicUrl: 'https://onfile.example',
    finder: finderOver(around.pool, log),
    startDeduction: async ({ billId }) =>
      void (await client.workflow.start(billDeduction, {
        workflowId: `billDeduction/${billId}`,
        taskQueue: taskQueues.billing,
        args: [{ billId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      })),
    isRunning: async () => false,
    alarm: (what, about) => console.error(what, about),
    heartbeat: () => Context.current().heartbeat(),
    attempt: () => Context.current().info.attempt,
    run: { partitions: 2, pageSize: 250, atOnce: 32, missedAfterMs: 0 },
  };
  const activities = createBillingActivities(ports);
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const worker = await Worker.create({
    connection,
    taskQueue: taskQueues.billing,
    workflowBundle: await workflowBundle(),
    activities,
    maxCachedWorkflows: 300,
  });
  const running = worker.run();
  return {
    log,
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await log.close();
    },
  };
}
