import {
  decideValidityChange,
  initialValidityChangeWorld,
  Refusal,
  type ValidityChangeEvent,
  type ValidityChangeWorld,
} from '@onfile/domain';
import { stream, type Stored } from '@onfile/event-log';
import type { ChangeJournalActivities, Recorded, RecordValidityChange, Tail } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';

/** The stream of a validity change, and the guarded append of one decision. They only throw while the log is away. */
export function validityJournalActivities({ log }: Pick<ActivityPorts, 'log'>): ChangeJournalActivities {
  const tail = async (changeId: string, after: number): Promise<Tail<ValidityChangeEvent>> => {
    const { facts, revision } = await log.read(stream('cardValidityChange', changeId));
    return { facts: factsPast(facts, after), revision };
  };
  return {
    loadValidityChange: ({ changeId }) => tail(changeId, -1),
    async recordValidityChange(step): Promise<Recorded<ValidityChangeEvent>> {
      try {
        const own = await record(log, step);
        return { ...(await tail(step.changeId, step.after)), own };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, message: why, details } = error;
        return { ...(await tail(step.changeId, step.after)), own: [], refused: { code, why, details } };
      }
    },
  };
}

async function record(
  log: ActivityPorts['log'],
  { changeId, commandId, command, at, account, bodyHash }: RecordValidityChange,
): Promise<readonly ValidityChangeEvent[]> {
  const recorded = await log.record({
    commandId,
    ...(bodyHash === undefined ? {} : { bodyHash }),
    at,
    streams: {
      journey: stream('cardValidityChange', changeId),
      ...(account === undefined ? {} : { account: stream('account', account), wallet: stream('wallet', account) }),
    },
    decide: (states: Partial<ValidityChangeWorld>, when: string) =>
      decideValidityChange(command, { ...initialValidityChangeWorld, ...states }, when),
  });
  return (recorded.facts.journey ?? []).map(({ fact }) => fact);
}

function factsPast(stored: readonly Stored<ValidityChangeEvent>[], after: number): readonly ValidityChangeEvent[] {
  return stored.filter(({ revision }) => revision > after).map(({ fact }) => fact);
}
