import {
  proxyActivities,
  getExternalWorkflowHandle,
  isCancellation,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { BILLING_QUEUE } from '../queues';
import type { BillActivities } from './activities';
import { billMoved } from './messages';
import { billDeduction } from './workflow';

const { findOwedBills } = proxyActivities<BillActivities>({
  taskQueue: BILLING_QUEUE,
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/**
 * D14: a card was added, edited or chosen: the account's overdue bills are tried at once. Workflow id `cardsMoved/<event>`.
 * Answers how many there are.
 */
export async function cardsMoved({ accountId }: { accountId: string }): Promise<number> {
  const owed = await findOwedBills({ accountId });
  for (const billId of owed) await wake(billId);
  return owed.length;
}

/** A workflow that ends again and again between the two looks is no accident any more. */
const MOST_TRIES = 5;

/** Wakes the bill's workflow, or starts it where it has ended; also where it ends between the two. */
async function wake(billId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    if (await isStarted(billId)) return;
    try {
      return await getExternalWorkflowHandle(idOf(billId)).signal(billMoved);
    } catch (error) {
      if (isCancellation(error) || tries === MOST_TRIES) throw error;
    }
  }
}

/** Starts the bill's workflow. Answers false where it runs already. */
async function isStarted(billId: string): Promise<boolean> {
  try {
    await startChild(billDeduction, {
      workflowId: idOf(billId),
      taskQueue: BILLING_QUEUE,
      args: [{ billId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

const idOf = (billId: string): string => `billDeduction/${billId}`;
