import { dueAt, type DueTime, monthIn, monthsBefore } from '@onfile/domain';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { scheduledFor } from '../steps/scheduled-for';
import { deductionRun } from './workflow';

/** What a firing of the schedule led to: the month whose run it began, or nothing yet. */
export type Started = { readonly period: string } | { readonly notDueBefore: string };

/**
 * The schedule's own, tiny workflow (D9). The month comes from the time that it was scheduled for, never from the clock:
 * a firing that is made up for after an outage bills the right month. It fires for some hours of the third, so that a
 * clock change can not take the third away; what comes too early waits for the next, what comes again finds the run.
 */
export async function startDeductionRun(due: DueTime): Promise<Started> {
  const at = scheduledFor();
  const period = monthsBefore(monthIn(due.zone, at), 1);
  const notDueBefore = dueAt(period, due);
  if (at < notDueBefore) return { notDueBefore };
  try {
    await startChild(deductionRun, {
      workflowId: `deductionRun/${period}`,
      args: [{ period, by: 'schedule' }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return { period };
}
