import { proxyActivities } from '@temporalio/workflow';
import type { CardWatchActivities } from './activities';

const { lookAtCards } = proxyActivities<CardWatchActivities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

/**
 * D15: what a fact that somebody else noted about a card means to its account, such as the loss of the last valid card by
 * a block. Workflow id `cardReview/<eventId>`, so that a second start finds the first.
 */
export async function cardReview({ accountId, eventId }: { accountId: string; eventId: string }): Promise<void> {
  await lookAtCards({ accountIds: [accountId], day: eventId, at: new Date().toISOString() });
}
