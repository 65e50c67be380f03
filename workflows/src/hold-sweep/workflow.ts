import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, patched, proxyActivities, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import type { SweepActivities } from './activities';
import { finishChange } from './finish-change';
import { finishJourney } from './finish-journey';

const DAY_MS = 24 * 3_600_000;
/** Journeys looked at, at once. */
const PAGE = 100;

const { findLeftBehind, findChangesLeftBehind } = proxyActivities<SweepActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

/**
 * R25: each night, whatever the log says was left undone for more than a day: a hold that has not ended, a journey or a
 * change of validity that is still open, where the workflow that should see to it is gone. Answers how many it took on.
 */
export async function holdSweep(): Promise<{ takenOn: number }> {
  const before = new Date(Date.now() - DAY_MS).toISOString();
  let takenOn = 0;
  let after: string | undefined;
  do {
    const page: Awaited<ReturnType<SweepActivities['findLeftBehind']>> = await findLeftBehind({
      before,
      after,
      limit: PAGE,
    });
    for (const journeyId of page.journeyIds) {
      takenOn += await takeOn(() => startChild(finishJourney, asSweeper(`finishJourney/${journeyId}`, { journeyId })));
    }
    after = page.next;
  } while (after !== undefined);
  // Sweeps of older builds knew no changes of validity.
  if (patched('sweeps-validity-changes')) takenOn += await sweepChanges(before);
  return { takenOn };
}

async function sweepChanges(before: string): Promise<number> {
  let takenOn = 0;
  let after: string | undefined;
  do {
    const page: Awaited<ReturnType<SweepActivities['findChangesLeftBehind']>> = await findChangesLeftBehind({
      before,
      after,
      limit: PAGE,
    });
    for (const changeId of page.changeIds) {
      takenOn += await takeOn(() => startChild(finishChange, asSweeper(`finishChange/${changeId}`, { changeId })));
    }
    after = page.next;
  } while (after !== undefined);
  return takenOn;
}

function asSweeper<Arg>(workflowId: string, arg: Arg) {
  return {
    workflowId,
    args: [arg] as [Arg],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  };
}

/** One sweeper each: a second start finds the first, which may be trying for days. */
async function takeOn(start: () => Promise<unknown>): Promise<0 | 1> {
  try {
    await start();
    return 1;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 0;
    throw error;
  }
}
