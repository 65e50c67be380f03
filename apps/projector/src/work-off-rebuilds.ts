import type { EventLog } from '@onfile/event-log';
import type { Logger } from '@onfile/process';
import { migrateRebuilds, type ReadUpTo, workOffRebuild } from '@onfile/read-models';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** How long an order may wait to be seen, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** What rebuilds need, and how long to do them. */
interface RebuildWork {
  readonly log: Pick<EventLog, 'readUpTo'>;
  readonly pool: Pool;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * X15: does the rebuilds that operators ask for, one after another, beside the projection, which goes on. Ends when `signal`
 * says stop; what it is at then is broken off, and another projector starts it afresh.
 */
export async function workOffRebuilds({ log, pool, logger, signal }: RebuildWork): Promise<void> {
  let isReady = false;
  while (!signal.aborted) {
    try {
      if (!isReady) await migrateRebuilds(pool);
      isReady = true;
      const readUpTo: ReadUpTo = (from, to, onBatch) =>
        log.readUpTo({
          from: from ?? '0',
          to,
          onBatch: (batch) => {
            signal.throwIfAborted();
            return onBatch(batch);
          },
        });
      const job = await workOffRebuild(pool, readUpTo, signal);
      if (job) {
        const { id, model, state, events, outcome, failure } = job;
        logger.info({ rebuild: id, model, state, events, ...outcome, failure }, 'a rebuild ended');
        continue;
      }
    } catch (error) {
      logger.warn({ why: error instanceof Error ? error.name : 'unknown' }, 'a rebuild waits for log and database');
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined); // woken early to stop
  }
}
