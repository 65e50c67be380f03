import { proxyActivities, sleep } from '@temporalio/workflow';
import { CARD_NETWORK_QUEUE } from '../queues';
import type { CardRemovalActivities, TokenActivities, TokenToDestroy } from './activities';

const MINUTE_MS = 60_000;
/** Pauses between looks while a charge or hold of the card is open: most end in seconds; the last one repeats. */
const LOOK_MS = [2_000, 15_000, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS, 6 * 60 * MINUTE_MS];

const { findTokenUse, noteTokenDestroyed } = proxyActivities<CardRemovalActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

const { destroyToken } = proxyActivities<TokenActivities>({
  taskQueue: CARD_NETWORK_QUEUE,
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '30 days',
  retry: { initialInterval: '5 seconds', maximumInterval: '6 hours' },
});

/**
 * R39: destroys a token at the gateway once no charge or hold of its card is open; tried for 30 days. The facts stay.
 * Workflow id `cardRemoval/<cardId>`, and `cardRemoval/<cardId>/<why>` for a token that was replaced. Answers whether the
 * token is gone: one that a card on file uses is kept.
 */
export async function cardRemoval(removal: TokenToDestroy): Promise<{ destroyed: boolean }> {
  for (let looks = 0; ; looks += 1) {
    const use = await findTokenUse(removal);
    if (use === 'on-file') return { destroyed: false };
    if (use === 'free') break;
    await sleep(LOOK_MS[Math.min(looks, LOOK_MS.length - 1)]!);
  }
  await destroyToken({ token: removal.token });
  await noteTokenDestroyed(removal);
  return { destroyed: true };
}
