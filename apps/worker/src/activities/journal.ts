import { decideCardAddition, doerOf, initialWorld, type CardAdditionWorld } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { JournalActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { openBooks } from './book';

/** The journey's stream, and the guarded append of one decision. Local activities: they only throw while the log is away. */
export function journalActivities({ log }: Pick<ActivityPorts, 'log'>): JournalActivities {
  const books = openBooks(log);
  return {
    loadJourney: ({ journeyId }) => books.tail(stream('cardAddition', journeyId), -1),
    recordStep: ({ journeyId, commandId, command, at, streams, bodyHash, after }) => {
      const { account, wallet } = streams;
      // Nearly every card and every number comes for the first time.
      const fingerprint =
        streams.fingerprint === undefined ? undefined : stream('cardFingerprint', streams.fingerprint);
      const number = streams.number === undefined ? undefined : stream('mobileNumber', streams.number);
      return books.record(
        {
          commandId,
          ...(bodyHash === undefined ? {} : { bodyHash }),
          actor: doerOf(command),
          at,
          streams: {
            journey: stream('cardAddition', journeyId),
            ...(account === undefined ? {} : { account: stream('account', account) }),
            ...(wallet === undefined ? {} : { wallet: stream('wallet', wallet) }),
            ...(fingerprint && { fingerprint }),
            ...(number && { number }),
          },
          decide: (states: Partial<CardAdditionWorld>, when: string) =>
            decideCardAddition(command, { ...initialWorld, ...states }, when),
        },
        { after, likelyNew: [fingerprint, number] },
      );
    },
  };
}
