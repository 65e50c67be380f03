import { taskQueues } from '@onfile/temporal';
import { billMoved, type billDeduction, type deductionDryRun, type deductionRun, runPaused } from '@onfile/workflows';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Deductions } from '../bills/bills';
import { Unavailable } from '../http/unavailable';

/** A start or a signal is taken at once, or the caller tries again. */
const WITHIN_MS = 5_000;
/** A dry run prices every account. */
const DRY_RUN_MS = 60_000;

/** The processes of bills over Temporal. */
export function temporalDeductions(client: Client): Deductions {
  const within = async <Result>(call: () => Promise<Result>, ms = WITHIN_MS): Promise<Result> => {
    try {
      return await client.withDeadline(Date.now() + ms, call);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw error;
      throw new Unavailable('journey', 2, { cause: error });
    }
  };
  const taskQueue = taskQueues.billing;
  return {
    wake: (billId, grounds) =>
      within(async () => {
        await client.workflow.signalWithStart<typeof billDeduction>('billDeduction', {
          workflowId: `billDeduction/${billId}`,
          taskQueue,
          args: [{ billId, ...(grounds && { grounds }) }],
          signal: billMoved,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        });
      }),
    async moved(billId) {
      try {
        await within(() => client.workflow.getHandle(`billDeduction/${billId}`).signal(billMoved));
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error; // nobody waits: its stream is looked at anyway
      }
    },
    startRun: (period, by) =>
      within(async () => {
        await client.workflow.start<typeof deductionRun>('deductionRun', {
          workflowId: `deductionRun/${period}`,
          taskQueue,
          args: [{ period, by }],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        });
      }),
    async runPaused(period, paused) {
      try {
        await within(() => client.workflow.getHandle(`deductionRun/${period}`).signal(runPaused, paused));
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error; // it reads its stream when it is started again
      }
    },
    dryRun: (period, id) =>
      within(
        () =>
          client.workflow.execute<typeof deductionDryRun>('deductionDryRun', {
            workflowId: `deductionDryRun/${period}/${id}`,
            taskQueue,
            args: [{ period }],
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        DRY_RUN_MS,
      ),
  };
}
