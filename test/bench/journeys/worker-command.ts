import { createEventLog } from '@onfile/event-log';
import { dataConverter, failureConverterPath, taskQueues } from '@onfile/temporal';
import { createActivities } from '@onfile/worker';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { bundleOf, workflowBundle } from '../../workflows/bench/workflow-bundle';
import { newWorld } from '../../workflows/bench/world';
import { payloadKeys } from './payload-keys';

/**
 * A worker in a process of its own, as `ours` (the workflows and activities of Onfile over the real event log, gateways
 * that answer at once) or `bare`. Environment: WORKER, TEMPORAL_ADDRESS, KURRENTDB_URL. Says `ready`.
 */
async function main(): Promise<void> {
  const { WORKER = '', TEMPORAL_ADDRESS: address = '', KURRENTDB_URL: url = '' } = process.env;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const shared = { connection, maxCachedWorkflows: 12_000, shutdownGraceTime: '2 seconds' } as const;
  const workers = WORKER === 'ours' ? await ours(shared, url) : await bare(shared);
  process.once('SIGTERM', () => workers.forEach((worker) => worker.shutdown()));
  console.log('ready');
  await Promise.all(workers.map((worker) => worker.run()));
  process.exit(0);
}

type Shared = { connection: NativeConnection; maxCachedWorkflows: number; shutdownGraceTime: '2 seconds' };

/** Slots as the worker process has them, so that figures repeat. */
const slots = { maxConcurrentWorkflowTaskExecutions: 20, maxConcurrentActivityTaskExecutions: 50 } as const;

async function ours(shared: Shared, url: string): Promise<Worker[]> {
  const log = createEventLog({ url });
  const world = { ...newWorld(() => Promise.resolve(true)), log };
  const approve = { on: 'approve', transStatus: 'Y' } as const;
  const cards = {
    ...world.cards,
    placeHold: (request: Parameters<typeof world.cards.placeHold>[0]) => {
      const { token } = request;
      const card = {
        token,
        brand: 'visa',
        last4: '4242',
        expiry: '2099-12',
        funding: 'credit',
        issuingCountry: 'US',
      } as const;
      world.cards.card({ ...card, fingerprint: token }, approve);
      return world.cards.placeHold(request);
    },
  };
  const activities = createActivities({ ...world, cards });
  const converter = { dataConverter: dataConverter(payloadKeys), failureConverterPath };
  const bundle = await workflowBundle();
  return Promise.all([
    Worker.create({
      ...shared,
      ...slots,
      dataConverter: converter.dataConverter,
      taskQueue: taskQueues.journeys,
      workflowBundle: bundle,
      activities,
    }),
    Worker.create({ ...shared, dataConverter: converter.dataConverter, taskQueue: taskQueues.cardNetwork, activities }),
  ]);
}

async function bare(shared: Shared): Promise<Worker[]> {
  const activities = { nothing: async () => undefined };
  const bundle = await bundleOf(join(__dirname, 'bare-workflow.ts'));
  return Promise.all([
    Worker.create({ ...shared, ...slots, taskQueue: 'bare', workflowBundle: bundle, activities }),
    Worker.create({ ...shared, taskQueue: 'bare-card', activities }),
  ]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
