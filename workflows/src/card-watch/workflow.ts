import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CardWatchActivities } from './activities';

/** Accounts looked at, at once. */
const PAGE = 250;

const { findAccountsWithCards, lookAtCards } = proxyActivities<CardWatchActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

/** Where the watch of a day has come to. */
export interface CardWatchProgress {
  readonly after?: string;
  readonly changed: number;
  /** ISO instant of the day's start, which all its pages are decided at. */
  readonly at: string;
}

/**
 * Each day, what time alone brings to cards on file: warnings 60, 30 and 7 days before a card's last day, the end of that
 * day, and the loss of the last valid card (D15). Started by a Schedule; answers how many accounts got facts.
 */
export async function cardWatch(progress?: CardWatchProgress): Promise<{ changed: number }> {
  const at = progress?.at ?? new Date().toISOString();
  let { after, changed }: { after?: string; changed: number } = progress ?? { changed: 0 };
  do {
    const page = await findAccountsWithCards({ after, limit: PAGE });
    if (page.accountIds.length > 0) {
      changed += (await lookAtCards({ accountIds: page.accountIds, day: at.slice(0, 10), at })).changed;
    }
    after = page.next;
    if (after !== undefined && workflowInfo().continueAsNewSuggested) {
      return continueAsNew<typeof cardWatch>({ after, changed, at });
    }
  } while (after !== undefined);
  return { changed };
}
