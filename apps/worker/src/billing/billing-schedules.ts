import type { DueTime } from '@onfile/domain';
import { taskQueues } from '@onfile/temporal';
import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client';

/** Hours of the third on which the starter fires: a clock change can take one of them away, never all. */
const HOURS_OF_THE_THIRD = 3;

/** The bank's file of a day is there by then, the morning after, UTC. */
const SETTLED_BY_HOUR = 6;

/**
 * R30a, D9: the third of the month in the billing zone; R30b, X16: what is looked at each hour. Safe to repeat, and from
 * several workers at once; an operator's pause stays.
 */
export async function ensureBillingSchedules(
  { schedule }: Pick<Client, 'schedule'>,
  due: DueTime,
  { hasSettlements }: { readonly hasSettlements: boolean },
): Promise<void> {
  for (const options of schedulesOf(due, hasSettlements)) {
    try {
      await schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await schedule.getHandle(options.scheduleId).update((known) => ({ ...options, state: known.state }));
    }
  }
}

/** The schedules of bills; without settlement files there is none to fetch each day. */
export function schedulesOf(due: DueTime, hasSettlements: boolean): readonly ScheduleOptions[] {
  const hour = { start: due.hour, end: Math.min(due.hour + HOURS_OF_THE_THIRD - 1, 23) };
  return [
    {
      scheduleId: 'deductionRun',
      spec: {
        calendars: [{ dayOfMonth: due.dayOfMonth, hour, minute: 0, comment: 'bills of the month before' }],
        timezone: due.zone,
      },
      // After an outage it still starts within a week; each firing carries its own month, so none may be dropped.
      policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '7 days' },
      action: action('startDeductionRun', [due]),
    },
    ...(hasSettlements ? [settlementCheck()] : []),
    {
      scheduleId: 'billNumberSweep',
      spec: { calendars: [{ hour: 4, minute: 30 }], timezone: 'UTC' },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
      action: action('billNumberSweep', []),
    },
    hourly('billSweep', 20),
    hourly('missedRunWatch', 40),
    hourly('billsAtRisk', 50),
  ];
}

/** X2: the bank's file of each day. */
const settlementCheck = (): ScheduleOptions => ({
  scheduleId: 'settlementCheck',
  spec: { calendars: [{ hour: SETTLED_BY_HOUR, minute: 10 }], timezone: 'UTC' },
  // Each firing is about its own day, so none may be dropped.
  policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '14 days' },
  action: action('settlementCheck', []),
});

function hourly(workflow: string, minute: number): ScheduleOptions {
  return {
    scheduleId: workflow,
    spec: { calendars: [{ hour: '*', minute }], timezone: 'UTC' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
    action: action(workflow, []),
  };
}

const action = (workflowType: string, args: unknown[]): ScheduleOptions['action'] => ({
  type: 'startWorkflow',
  workflowType,
  workflowId: workflowType,
  taskQueue: taskQueues.billing,
  args,
});
