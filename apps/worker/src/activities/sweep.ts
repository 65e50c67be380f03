import type { SweepActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';

/** R25: finds what was left behind. A journey whose own workflow is at it is not. */
export function sweepActivities({
  leftovers,
  isRunning,
}: Pick<ActivityPorts, 'leftovers' | 'isRunning'>): SweepActivities {
  return {
    async findLeftBehind({ before, after, limit }) {
      const found = await leftovers.journeys(before, after, limit);
      const journeyIds: string[] = [];
      for (const journeyId of found) {
        if (!(await isRunning(`cardAddition/${journeyId}`))) journeyIds.push(journeyId);
      }
      return found.length < limit ? { journeyIds } : { journeyIds, next: found.at(-1) };
    },
    async findChangesLeftBehind({ before, after, limit }) {
      const found = await leftovers.changes(before, after, limit);
      const changeIds: string[] = [];
      for (const changeId of found) {
        if (!(await isRunning(`cardValidityChange/${changeId}`))) changeIds.push(changeId);
      }
      return found.length < limit ? { changeIds } : { changeIds, next: found.at(-1) };
    },
  };
}
