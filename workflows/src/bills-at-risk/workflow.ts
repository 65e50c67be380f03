import { proxyActivities } from '@temporalio/workflow';
import type { BillSweepActivities } from '../bill-sweep/activities';

const { billAtRisk } = proxyActivities<BillSweepActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes' },
});

const PAGE = 250;

/** R30b, D13: each hour, the rules of risk over all unbilled charges. Answers how many bills were issued. */
export async function billsAtRisk(): Promise<{ billed: number }> {
  let billed = 0;
  for (let after: string | undefined, isLast = false; !isLast;) {
    const page = await billAtRisk({ after, limit: PAGE });
    billed += page.billed;
    after = page.next;
    isLast = after === undefined;
  }
  return { billed };
}
