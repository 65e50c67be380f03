import { proxyActivities } from '@temporalio/workflow';
import type { TicketActivities, TicketToOpen } from './activities';

const { openTicket } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '7 days',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 hour' },
});

/** R31: one service ticket on its way. Workflow id `serviceTicket/<ticketId>`; tried for a week. */
export async function serviceTicket(ticket: TicketToOpen): Promise<void> {
  await openTicket(ticket);
}
