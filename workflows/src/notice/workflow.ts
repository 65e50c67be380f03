import { proxyActivities } from '@temporalio/workflow';
import type { NoticeActivities, NoticeToSend } from './activities';

const { sendNotice } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '5 seconds', maximumInterval: '30 minutes' },
});

/** One mail about one fact. Workflow id `notice/<eventId>`, so that a second start finds the first. Fails after 3 days. */
export async function notice(order: NoticeToSend): Promise<void> {
  await sendNotice(order);
}
