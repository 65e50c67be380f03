import type { BillStanding } from '@onfile/domain';
import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { BillActivities, BillOrder } from './activities';
import { billMoved } from './messages';

/** Money that may be on its way is never given up: the log and the bank will be back. */
const { advanceBill } = proxyActivities<BillActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/**
 * A bill that must wait: for an unknown outcome, the bank's page, the next round, dunning (D14). Workflow id
 * `billDeduction/<bill>`. It knows nothing itself, so it may be started, ended and started again at any point. Answers
 * how the bill stands when there is nothing to wait for.
 */
export async function billDeduction(order: BillOrder): Promise<BillStanding> {
  let isMoved = false;
  setHandler(billMoved, () => {
    isMoved = true;
  });
  for (;;) {
    isMoved = false;
    const progress = await advanceBill(order);
    if ('standing' in progress) {
      if (isMoved) continue;
      return progress.standing;
    }
    await condition(() => isMoved, Math.max(1, Date.parse(progress.waitUntil) - Date.now()));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof billDeduction>(order);
  }
}
