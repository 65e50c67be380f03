import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, proxyActivities, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { billDeduction } from '../bill-deduction/workflow';
import type { BillSweepActivities } from './activities';

const PAGE = 100;
/** A bill that should have moved this long ago has been forgotten. */
const IDLE_MS = 15 * 60_000;

const { findIdleBills } = proxyActivities<BillSweepActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

/** Each hour: bills that wait by the log while no workflow waits with them. Answers how many it took on. */
export async function billSweep(): Promise<{ takenOn: number }> {
  const before = new Date(Date.now() - IDLE_MS).toISOString();
  let takenOn = 0;
  for (let after: string | undefined, isLast = false; !isLast;) {
    const page = await findIdleBills({ before, after, limit: PAGE });
    for (const billId of page.billIds) takenOn += await takeOn(billId);
    after = page.next;
    isLast = after === undefined;
  }
  return { takenOn };
}

async function takeOn(billId: string): Promise<0 | 1> {
  try {
    await startChild(billDeduction, {
      workflowId: `billDeduction/${billId}`,
      args: [{ billId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return 1;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 0;
    throw error;
  }
}
