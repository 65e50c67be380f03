import { proxyActivities } from '@temporalio/workflow';
import type { BillSweepActivities } from '../bill-sweep/activities';

const { voidLostNumbers } = proxyActivities<BillSweepActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

/** R30a: each day, numbers that were reserved for bills that came to nothing are told to be void. Answers how many. */
export async function billNumberSweep(): Promise<{ voided: number }> {
  return voidLostNumbers();
}
