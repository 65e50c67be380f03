import { answersInTime, type Logger, type RunningProcess, serveOperations, wordsOf } from '@onfile/process';
import { connectTemporal, ensureSearchAttributes, untilReachable } from '@onfile/temporal';
import { NativeConnection, type Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { Pool } from 'pg';
import { createActivities } from './activities';
import { createBillingActivities } from './activities/bills';
import { ensureBillingSchedules } from './billing/billing-schedules';
import { createBillingWorker } from './billing/billing-worker';
import { wireBilling } from './billing/wire-billing';
import { WorkerMetrics } from './metrics';
import { migrateProgress, pgCheckpoints } from './progress/checkpoints';
import { keepReacting } from './reactor/keep-reacting';
import { ensureSchedules } from './temporal/schedules';
import { createWorkers } from './temporal/workers';
import { openLog, wirePorts, type WorkerSettings } from './wiring';

/** Pool of one worker: activities, the reactor's lock, and pings. */
const DATABASE_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 2_000;

/** A worker process at work, and where its operators reach it. */
export interface RunningWorker extends RunningProcess {
  readonly port: number;
}

/**
 * Starts the workers of all queues and the reactor. Waits for what it needs to come up; `ended` rejects when a worker can
 * not go on. Install the SDK's runtime first.
 */
export async function startWorker(
  settings: WorkerSettings,
  workflowBundle: WorkflowBundleOption,
  logger: Logger,
  stopping: AbortSignal = new AbortController().signal,
): Promise<RunningWorker> {
  const { temporal, secrets } = settings;
  const pool = new Pool({
    connectionString: settings.databaseUrl,
    max: DATABASE_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  pool.on('error', (error) => logger.warn({ why: error.message }, 'an idle database connection ended'));
  const metrics = new WorkerMetrics();
  const log = openLog(settings);
  const checkpoints = pgCheckpoints(pool);
  let workers: readonly Worker[] = [];
  const areRunning = () => workers.length > 0 && workers.every((it) => it.getState() === 'RUNNING');
  const readiness = async () => ({
    workers: areRunning() ? ('up' as const) : ('down' as const),
    database: await answersInTime(pool.query('select 1')),
    log: await answersInTime(log.endPosition()),
  });
  const operations = await serveOperations(settings.port, { readiness, registry: metrics.registry });
  logger.info({ port: operations.port }, 'worker is up');

  const waiting = {
    signal: stopping,
    onWait: (error: unknown) => logger.warn({ why: wordsOf(error) }, 'waiting for Temporal or the database'),
  };
  const client = await connectTemporal({ ...temporal, payloadKeys: secrets.payloadKeys, ...waiting });
  const connection = await untilReachable(() => NativeConnection.connect({ address: temporal.address }), waiting);
  const { ports, close } = wirePorts(settings, { pool, client, log, checkpoints });
  const billing = wireBilling(settings, { ...ports, log, pool, client, logger });
  workers = await untilReachable(async () => {
    await migrateProgress(pool);
    await ensureSearchAttributes(client.connection, temporal.namespace);
    await ensureSchedules(client);
    await ensureBillingSchedules(client, billing.policy.due, { hasSettlements: billing.settlements !== undefined });
    const parts = {
      connection,
      namespace: temporal.namespace,
      payloadKeys: secrets.payloadKeys,
      workflowBundle,
      interceptor: metrics.interceptor,
      buildId: settings.workerBuildId,
    };
    const journeys = await createWorkers({ ...parts, activities: createActivities(ports) });
    return [...journeys, await createBillingWorker({ ...parts, activities: createBillingActivities(billing) })];
  }, waiting);
  const runs = Promise.all(workers.map((it) => it.run()));
  const stop = new AbortController();
  const signal = AbortSignal.any([stopping, stop.signal]);
  const reacting = keepReacting({ log, pool, checkpoints, client, logger, metrics, signal });
  return {
    port: operations.port,
    ended: runs.then(() => undefined),
    stop: async () => {
      stop.abort();
      for (const it of workers) if (it.getState() === 'RUNNING') it.shutdown();
      await Promise.all([runs, reacting]);
      close();
      await operations.close();
      await client.connection.close();
      await connection.close();
      await log.close();
      await pool.end();
    },
  };
}
