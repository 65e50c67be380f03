import { type Logger, wordsOf } from '@onfile/process';
import type { Client } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { WorkerMetrics } from '../metrics';
import { type Checkpoints, migrateProgress } from '../progress/checkpoints';
import { pgPutAside } from '../progress/put-aside';
import { whileAlone } from '../progress/while-alone';
import { doReaction } from './do-reaction';
import { REACTOR, type ReactorParts, runReactor } from './reactor';

/** Between two tries while log, database or Temporal are away. */
const RETRY_MS = 1_000;

/** What the reactor of a process needs. */
export interface KeepReactingParts extends Pick<ReactorParts, 'log' | 'signal'> {
  readonly pool: Pool;
  readonly checkpoints: Checkpoints;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly metrics: WorkerMetrics;
}

/** Runs the reactor for as long as the process lives, in one of all worker processes; the others stand by. */
export async function keepReacting(parts: KeepReactingParts): Promise<void> {
  const { pool, checkpoints, client, log, logger, metrics, signal } = parts;
  while (!signal.aborted) {
    try {
      await migrateProgress(pool);
      await whileAlone(pool, 'onfile reactor', signal, (stopping) =>
        runReactor({
          log,
          checkpoints,
          putAside: pgPutAside(pool, REACTOR),
          react: (reaction) => doReaction(client, reaction),
          onDone: (batch, reactions) => metrics.reacted(batch, reactions),
          onUnreadable: ({ stream, revision, type, unreadable }) =>
            logger.error({ stream, revision, type, cause: unreadable }, 'the reactor put an event aside'),
          signal: stopping,
        }),
      );
    } catch (error) {
      logger.warn({ why: wordsOf(error) }, 'the reactor starts again');
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined); // woken early to stop
  }
}
