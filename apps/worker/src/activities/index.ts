import type {
  CardAdditionActivities,
  CardRemovalActivities,
  CardWatchActivities,
  NoticeActivities,
  SweepActivities,
  TicketActivities,
  TokenActivities,
  ValidityChangeActivities,
} from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { cardRemovalActivities } from './card-removal';
import { cardWatchActivities } from './card-watch';
import { codeActivity } from './codes';
import { holdActivities, quoteActivity } from './holds';
import { journalActivities } from './journal';
import { noticeActivities } from './notices';
import { sweepActivities } from './sweep';
import { ticketActivities } from './tickets';
import { validityJournalActivities } from './validity-journal';

/** What a worker of Onfile offers to its workflows. */
export type WorkerActivities = CardAdditionActivities &
  ValidityChangeActivities &
  CardRemovalActivities &
  TokenActivities &
  CardWatchActivities &
  NoticeActivities &
  TicketActivities &
  SweepActivities;

/** Everything that workflows ask of the world, as plain functions over the ports. They carry; they decide nothing. */
export function createActivities(ports: ActivityPorts): WorkerActivities {
  return {
    ...journalActivities(ports),
    ...codeActivity(ports),
    ...quoteActivity(ports),
    ...holdActivities(ports),
    ...validityJournalActivities(ports),
    ...cardRemovalActivities(ports),
    ...cardWatchActivities(ports),
    ...noticeActivities(ports),
    ...ticketActivities(ports),
    ...sweepActivities(ports),
  };
}
