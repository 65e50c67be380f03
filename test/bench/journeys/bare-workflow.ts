import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';

/** What both the bare workflow and its worker know. */
export interface BareActivities {
  nothing(): Promise<void>;
}

export const bareStep = defineUpdate<number>('bareStep');
/** Updates of one journey: Add Card, the code sent, the code given, the information, the card. */
export const STEPS = 5;

const local = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10 seconds' });
const remote = proxyActivities<BareActivities>({ startToCloseTimeout: '20 seconds' });
const card = proxyActivities<BareActivities>({ startToCloseTimeout: '20 seconds', taskQueue: 'bare-card' });

/**
 * As many updates, timers, local activities (the appends) and activities (code, rate, hold, release) as a journey has
 * whose card is added at once, and nothing in any of them.
 */
export async function bareJourney(): Promise<number> {
  let steps = 0;
  let isOver = false;
  setHandler(
    bareStep,
    async () => {
      await local.nothing();
      steps += 1;
      if (steps === 2) void remote.nothing();
      await condition(() => steps < STEPS || isOver, '20 seconds');
      return steps;
    },
    { validator: () => undefined },
  );
  await local.nothing();
  await condition(() => steps >= 1, '1 minute');
  await condition(() => steps >= STEPS, '24 hours');
  await remote.nothing();
  await local.nothing();
  await card.nothing();
  await local.nothing();
  await local.nothing();
  isOver = true;
  await local.nothing();
  await card.nothing();
  await local.nothing();
  await condition(allHandlersFinished);
  return steps;
}
