import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, proxyActivities, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import type { SweepActivities } from './activities';
import { finishJourney } from './finish-journey';

const DAY_MS = 24 * 3_600_000;
/** Journeys looked at, at once. */
const PAGE = 100;

const { findLeftBehind } = proxyActivities<SweepActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

/**
 * R25: each night, whatever the log says was left undone for more than a day: a hold that has not ended, a journey that
 * is still open, where the workflow that should see to it is gone. Answers how many it took on.
 */
export async function holdSweep(): Promise<{ takenOn: number }> {
  const before = new Date(Date.now() - DAY_MS).toISOString();
  let takenOn = 0;
  let after: string | undefined;
  do {
    const page = await findLeftBehind({ before, after, limit: PAGE });
    for (const journeyId of page.journeyIds) takenOn += await takeOn(journeyId);
    after = page.next;
  } while (after !== undefined);
  return { takenOn };
}

/** One sweeper a journey: a second start finds the first, which may be trying for days. */
async function takeOn(journeyId: string): Promise<0 | 1> {
  try {
    await startChild(finishJourney, {
      workflowId: `finishJourney/${journeyId}`,
      args: [{ journeyId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return 1;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 0;
    throw error;
  }
}
