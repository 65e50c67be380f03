import { createEventLog, type EventLog } from '@onfile/event-log';
import { answersInTime, type Logger, type RunningProcess, serveOperations, wordsOf } from '@onfile/process';
import { liveTarget, migrate } from '@onfile/read-models';
import type { Settings } from '@onfile/settings';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { ProjectorMetrics } from './metrics';
import { projectLog } from './project-log';
import { retryPutAside } from './retry-put-aside';
import { workOffRebuilds } from './work-off-rebuilds';

/** What a projector must be told. */
export type ProjectorSettings = Pick<Settings, 'eventLog' | 'databaseUrl' | 'port'>;

/** A projector at work, and where its operators reach it. */
export interface RunningProjector extends RunningProcess {
  readonly port: number;
}

/** One for the projection, up to four for a rebuild beside it, and some for those who ask how it is. */
const CONNECTIONS = 8;
const RETRY_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;

/** Starts a projector. It waits for log and database, and goes on when they come back after they went away. */
export async function startProjector(
  settings: ProjectorSettings,
  logger: Logger,
  stopping: AbortSignal = new AbortController().signal,
): Promise<RunningProjector> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stopping, stop.signal]);
  const pool = new Pool({
    connectionString: settings.databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  pool.on('error', (error) => logger.warn({ why: error.message }, 'an idle database connection ended'));
  const log = createEventLog(settings.eventLog);
  const metrics = new ProjectorMetrics();
  const state = { isFollowing: false };
  const readiness = async () => ({
    projector: state.isFollowing ? ('up' as const) : ('down' as const),
    database: await answersInTime(pool.query('select 1')),
    log: await answersInTime(log.endPosition()),
  });
  const operations = await serveOperations(settings.port, { readiness, registry: metrics.registry });
  logger.info({ port: operations.port }, 'projector is up');
  const work = Promise.all([
    run({ log, pool, logger, metrics, signal, state }),
    workOffRebuilds({ log, pool, logger, signal }),
  ]).then(() => undefined);
  return {
    port: operations.port,
    ended: work,
    stop: async () => {
      stop.abort();
      await work;
      await operations.close();
      await log.close();
      await pool.end();
    },
  };
}

interface Parts {
  readonly log: EventLog;
  readonly pool: Pool;
  readonly logger: Logger;
  readonly metrics: ProjectorMetrics;
  readonly signal: AbortSignal;
  readonly state: { isFollowing: boolean };
}

async function run({ log, pool, logger, metrics, signal, state }: Parts): Promise<void> {
  const target = liveTarget(pool);
  await untilItWorks(logger, signal, async () => {
    await migrate(target);
    const { freed, waiting } = await retryPutAside(target, log);
    if (freed.length + waiting.length > 0) logger.warn({ freed, waiting }, 'streams that were put aside');
  });
  state.isFollowing = !signal.aborted;
  await projectLog({
    log,
    target,
    signal,
    onApplied: (batch, outcome, ms) => {
      metrics.applied(batch, outcome, ms);
      for (const { model, stream, revision, type, cause } of outcome.poisoned) {
        logger.error({ model, stream, revision, type, cause }, 'event put aside');
      }
    },
    onTrouble: (error) => {
      metrics.troubled();
      logger.warn({ why: wordsOf(error) }, 'log or database went away, trying again');
    },
  });
  state.isFollowing = false;
}

async function untilItWorks(logger: Logger, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      logger.warn({ why: wordsOf(error) }, 'waiting for log and database');
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined); // woken early to stop
  }
}
