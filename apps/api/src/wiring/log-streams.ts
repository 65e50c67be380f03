import { stream, type EventLog, type Stored } from '@onfile/event-log';
import type { CardAdditionEvent } from '@onfile/domain';
import type { StoredFact, Streams } from '../streams';

/** The streams of the event log, as the api reads and writes them. */
export function logStreams(log: Pick<EventLog, 'read' | 'record' | 'follow'>): Streams {
  return {
    journey: (journeyId) => log.read(stream('cardAddition', journeyId)),
    account: (accountId) => log.read(stream('account', accountId)),
    wallet: (accountId) => log.read(stream('wallet', accountId)),
    async recordOnAccount(accountId, command, decide) {
      const recorded = await log.record({
        ...command,
        streams: { account: stream('account', accountId) },
        decide: ({ account }, at) => ({ account: decide(account, at) }),
      });
      const { position, repeated } = recorded;
      return { facts: recorded.facts.account ?? [], position, repeated };
    },
    async followJourney(journeyId, after, onFact, signal) {
      const { name } = stream('cardAddition', journeyId);
      await log.follow({
        prefixes: [name],
        from: after,
        signal,
        // The name of another stream may begin with this one's.
        onBatch: (batch) =>
          batch.filter((event) => event.stream === name && event.fact).forEach((event) => onFact(told(event))),
      });
    },
  };
}

/** An event of this stream: its category's facts are what the codec let through. */
function told(event: {
  revision: number;
  position: string;
  commandId?: string;
  fact?: unknown;
}): StoredFact<CardAdditionEvent> {
  const { revision, position, commandId = '' } = event;
  return { fact: event.fact as Stored<CardAdditionEvent>['fact'], revision, position, commandId };
}
