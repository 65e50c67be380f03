import type { CardAdditionActivities, NoticeActivities, SweepActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { codeActivity } from './codes';
import { holdActivities, quoteActivity } from './holds';
import { journalActivities } from './journal';
import { noticeActivities } from './notices';
import { sweepActivities } from './sweep';

/** Everything that workflows ask of the world, as plain functions over the ports. They carry; they decide nothing. */
export function createActivities(ports: ActivityPorts): CardAdditionActivities & NoticeActivities & SweepActivities {
  return {
    ...journalActivities(ports),
    ...codeActivity(ports),
    ...quoteActivity(ports),
    ...holdActivities(ports),
    ...noticeActivities(ports),
    ...sweepActivities(ports),
  };
}
