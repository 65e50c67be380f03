import type { EventLog, Followed } from '@onfile/event-log';
import { applyBatch, type BatchOutcome, reachedPosition, type Target } from '@onfile/read-models';
import { setTimeout as sleep } from 'node:timers/promises';

/** Between two tries to go on, in milliseconds: doubled from the first to the longest while nothing works. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * While events keep coming in numbers, the projector waits a little between two batches, so that each takes in more of them:
 * a hundred events together cost a tenth of the CPU of a hundred alone, on both sides. A few events are never kept waiting,
 * nor is what follows one batch that was large because something held it up.
 */
const BUSY_FROM = 10;
const BUSY_UNTIL = 500;
const GATHER_MS = 25;

/** What a projector tells of its work. */
export interface ProjectorListener {
  /** A batch is in the read models: rows and checkpoint are committed. `ms`: how long it took. */
  onApplied(batch: readonly Followed[], outcome: BatchOutcome, ms: number): void;
  /** The log or PostgreSQL went away; it is tried again by itself. */
  onTrouble(error: unknown): void;
}

/** What a projector follows, and where it puts what it has read. */
export interface Projection extends ProjectorListener {
  readonly log: Pick<EventLog, 'follow'>;
  readonly target: Target;
  readonly signal: AbortSignal;
}

/**
 * Follows the log from the checkpoint into the read models, for ever: rows and checkpoint commit together, so wherever it
 * is killed it goes on from there. When the log or PostgreSQL goes away, or a crash of PostgreSQL took back what it had
 * committed, it starts again from the checkpoint. Ends when `signal` says stop, after the batch under way.
 */
export async function projectLog({ log, target, signal, onApplied, onTrouble }: Projection): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  let wasBusy = false;
  let reached: string | null = null;
  const onBatch = async (batch: readonly Followed[]): Promise<void> => {
    const begun = performance.now();
    const outcome = await applyBatch(target, batch, reached);
    reached = batch.at(-1)?.position ?? reached;
    pauseMs = FIRST_PAUSE_MS;
    onApplied(batch, outcome, performance.now() - begun);
    const isBusy = batch.length >= BUSY_FROM && batch.length < BUSY_UNTIL;
    if (isBusy && wasBusy) {
      await sleep(GATHER_MS, undefined, { signal }).catch(() => undefined); // woken early to stop
    }
    wasBusy = isBusy;
  };
  while (!signal.aborted) {
    try {
      reached = await reachedPosition(target.pool);
      await log.follow({ from: reached ?? '0', onBatch, signal });
    } catch (error) {
      onTrouble(error);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined); // woken early to stop
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }
}
