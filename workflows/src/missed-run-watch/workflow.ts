import { proxyActivities } from '@temporalio/workflow';
import type { BillSweepActivities } from '../bill-sweep/activities';

const { watchRun } = proxyActivities<BillSweepActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

/** X16: a second clock. Each hour: has the third passed without a run? Answers the month that was missed, if one was. */
export async function missedRunWatch(): Promise<{ missed?: string }> {
  return watchRun();
}
