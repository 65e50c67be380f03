import { taskQueues } from '@onfile/temporal';
import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client';

/** Something that time alone brings: a workflow type, started by its calendar. */
interface Scheduled {
  readonly id: string;
  readonly workflow: string;
  /** In UTC, at an hour that no zone's clock change can take away. */
  readonly at: { readonly hour: number; readonly minute: number };
  /** How late it may still start after an outage. */
  readonly catchupWindow: '1 day';
}

/** Every schedule of Onfile that the workers see to. A new one is a line here. */
const scheduled: readonly Scheduled[] = [
  // R25: each night, what was left undone for more than a day.
  { id: 'holdSweep', workflow: 'holdSweep', at: { hour: 2, minute: 30 }, catchupWindow: '1 day' },
  // D15: each day, warnings before cards expire, and the loss of the last valid card.
  { id: 'cardWatch', workflow: 'cardWatch', at: { hour: 17, minute: 10 }, catchupWindow: '1 day' },
];

/** Makes the schedules, or brings them to what this build says; safe to repeat, and from several workers at once. */
export async function ensureSchedules({ schedule }: Pick<Client, 'schedule'>): Promise<void> {
  for (const one of scheduled) {
    const options = optionsOf(one);
    try {
      await schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      // An operator's pause stays: only what the build decides is written.
      await schedule.getHandle(one.id).update((known) => ({ ...options, state: known.state }));
    }
  }
}

function optionsOf({ id, workflow, at, catchupWindow }: Scheduled): ScheduleOptions {
  return {
    scheduleId: id,
    spec: { calendars: [{ hour: at.hour, minute: at.minute }], timezone: 'UTC' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
    action: {
      type: 'startWorkflow',
      workflowType: workflow,
      workflowId: id,
      taskQueue: taskQueues.journeys,
      args: [],
    },
  };
}
