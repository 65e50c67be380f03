import { stream } from '@onfile/event-log';
import type {
  BillActivities,
  BillSweepActivities,
  DeductionRunActivities,
  SettlementActivities,
} from '@onfile/workflows';
import { advance } from './advance';
import { billPageAtRisk } from './at-risk';
import { openDesk } from './desk';
import { voidLostNumbers } from './lost-numbers';
import type { BillingPorts } from './ports';
import { missedRun, runActivities } from './run';
import { settlementActivities } from './settlement';

/** All that the workflows of bills ask of the world. */
export function createBillingActivities(
  ports: BillingPorts,
): BillActivities & DeductionRunActivities & BillSweepActivities & SettlementActivities {
  return {
    ...runActivities(ports),
    ...settlementActivities(ports),
    async advanceBill(order) {
      const came = await advance(openDesk(order, ports), ports, ports.heartbeat);
      if ('standing' in came && came.standing === 'blocked') ports.alarm('bill-blocked', { billId: order.billId });
      return came;
    },
    async findOwedBills({ accountId }) {
      const { states } = await ports.log.load({ account: stream('account', accountId) });
      return states.account.owes;
    },
    async findIdleBills({ before, after, limit }) {
      const found = await ports.finder.idleBills({ before, limit, ...(after !== undefined && { after }) });
      const billIds: string[] = [];
      for (const billId of found) {
        if (!(await ports.isRunning(`billDeduction/${billId}`))) billIds.push(billId);
      }
      const next = found.length < limit ? undefined : found.at(-1);
      return { billIds, ...(next !== undefined && { next }) };
    },
    watchRun: () => missedRun(ports),
    voidLostNumbers: () => voidLostNumbers(ports),
    billAtRisk: (page) => billPageAtRisk(page, ports),
  };
}
