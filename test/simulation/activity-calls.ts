import type { Chance } from '@onfile/testing';
import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import type { Scheduler } from './scheduler';
import { msOf, type ActivityOptions } from './workflow-runtime';

/** How often things go wrong, each as a share of all calls. */
export interface Trouble {
  /** The worker dies before it has begun. */
  readonly diesBefore: number;
  /** The worker dies when it has done its work, and nobody hears of it. */
  readonly diesAfter: number;
}

type Activities = Readonly<Record<string, (input: never) => Promise<unknown>>>;

const LONGEST_BACKOFF_MS = 20_000;

/**
 * Calls activities as Temporal does: at least once, again after a failure with growing pauses, until the time for all of
 * it is over. Where it is over, the caller gets an ActivityFailure, whatever has been done.
 */
export function activityCalls(activities: Activities, chance: Chance, time: Scheduler, trouble: Trouble) {
  return async (name: string, input: unknown, options: ActivityOptions): Promise<unknown> => {
    const limitMs = options.scheduleToCloseTimeout === undefined ? Infinity : msOf(options.scheduleToCloseTimeout);
    const until = time.now() + limitMs;
    const longest = options.isLocal ? 50 : 8_000;
    for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, LONGEST_BACKOFF_MS)) {
      await time.sleep(chance.between(1, longest));
      const outcome = await attempt(() => activities[name]!(input as never));
      if (outcome.died) await time.sleep(chance.between(1_000, 20_000));
      else if ('value' in outcome) return outcome.value;
      else if (isFinal(outcome.error)) throw failure(name, outcome.error);
      if (time.now() + pauseMs > until) throw failure(name, outcome.died ? undefined : outcome.error);
      await time.sleep(pauseMs);
    }
  };

  async function attempt(work: () => Promise<unknown>): Promise<Outcome> {
    if (chance.happens(trouble.diesBefore)) return { died: true };
    try {
      const value = await work();
      await time.sleep(chance.between(0, 20));
      return chance.happens(trouble.diesAfter) ? { died: true } : { died: false, value };
    } catch (error) {
      return { died: false, error };
    }
  }
}

type Outcome = { died: true } | { died: false; value: unknown } | { died: false; error: unknown };

const isFinal = (error: unknown): boolean => error instanceof ApplicationFailure && error.nonRetryable === true;

function failure(name: string, error: unknown): ActivityFailure {
  const cause = error instanceof Error ? error : undefined;
  return new ActivityFailure('Activity task failed', name, name, RetryState.TIMEOUT, undefined, cause);
}
