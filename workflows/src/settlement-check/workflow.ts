import { proxyActivities } from '@temporalio/workflow';
import { scheduledFor } from '../steps/scheduled-for';
import type { SettlementActivities, SettlementResult } from './activities';

const { compareSettlement } = proxyActivities<SettlementActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  // The bank may be late with its file: it is asked for again for days.
  retry: { initialInterval: '10 seconds', maximumInterval: '30 minutes' },
});

const DAY_MS = 24 * 3_600_000;

/**
 * X2: each day, the bank's settlement file of the day before against the log. The day comes from the time that the firing
 * was scheduled for, so that one made up for after an outage compares the right one; an operator may name a day.
 */
export async function settlementCheck(order: { day?: string } = {}): Promise<SettlementResult> {
  const day = order.day ?? new Date(Date.parse(scheduledFor()) - DAY_MS).toISOString().slice(0, 10);
  return compareSettlement({ day });
}
