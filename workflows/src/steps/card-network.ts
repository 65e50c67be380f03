import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import { CARD_NETWORK_QUEUE } from '../queues';
import type { HoldActivities, HoldAnswer, HoldStanding, ReleaseAnswer } from './hold-activities';

/**
 * A call answers within 10 s or is unknown; the limits leave room for a worker that is restarted. What was sent to the
 * bank can not be taken back: a cancelled journey goes on at once, and its release asks for the hold by its own key.
 */
const calls = proxyActivities<HoldActivities>({
  taskQueue: CARD_NETWORK_QUEUE,
  cancellationType: 'ABANDON',
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});

/** {@link HoldActivities.placeHold}; a call that ended without an answer is `unknown`, whatever went wrong. */
export function placeHold(request: Parameters<HoldActivities['placeHold']>[0]): Promise<HoldAnswer> {
  return orUnknown(calls.placeHold(request));
}

/** {@link HoldActivities.findHold}; no answer is `unknown`. */
export function findHold(key: string): Promise<HoldStanding> {
  return orUnknown(calls.findHold({ key }));
}

/** {@link HoldActivities.releaseHold}; no answer is `unknown`. */
export function releaseHold(request: Parameters<HoldActivities['releaseHold']>[0]): Promise<ReleaseAnswer> {
  return orUnknown(calls.releaseHold(request));
}

async function orUnknown<Answer>(call: Promise<Answer>): Promise<Answer | { outcome: 'unknown' }> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return { outcome: 'unknown' };
    throw error;
  }
}
