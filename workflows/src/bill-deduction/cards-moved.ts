import {
  proxyActivities,
  getExternalWorkflowHandle,
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

/** Wakes the bill's workflow, or starts it where it has ended. */
async function wake(billId: string): Promise<void> {
  const workflowId = `billDeduction/${billId}`;
  try {
    await startChild(billDeduction, {
      workflowId,
      taskQueue: BILLING_QUEUE,
      args: [{ billId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await getExternalWorkflowHandle(workflowId).signal(billMoved);
  }
}
