import { decideValidityChange, doerOf, initialValidityChangeWorld, type ValidityChangeWorld } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { ChangeJournalActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { openBooks } from './book';

/** The stream of a validity change, and the guarded append of one decision. They only throw while the log is away. */
export function validityJournalActivities({ log }: Pick<ActivityPorts, 'log'>): ChangeJournalActivities {
  const books = openBooks(log);
  return {
    loadValidityChange: ({ changeId }) => books.tail(stream('cardValidityChange', changeId), -1),
    recordValidityChange: ({ changeId, commandId, command, at, account, bodyHash, after }) =>
      books.record(
        {
          commandId,
          ...(bodyHash === undefined ? {} : { bodyHash }),
          actor: doerOf(command),
          at,
          streams: {
            journey: stream('cardValidityChange', changeId),
            ...(account === undefined
              ? {}
              : { account: stream('account', account), wallet: stream('wallet', account) }),
          },
          decide: (states: Partial<ValidityChangeWorld>, when: string) =>
            decideValidityChange(command, { ...initialValidityChangeWorld, ...states }, when),
        },
        { after },
      ),
  };
}
