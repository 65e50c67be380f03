import { keptStreams, stream, type EventLog, type Stored } from '@onfile/event-log';
import type { CardAdditionEvent } from '@onfile/domain';
import type { StoredFact, Streams } from '../streams';

/** Facts of accounts and wallets kept in memory together, about a kilobyte each. */
const KEPT_FACTS = 20_000;

/**
 * The streams of the event log, as the api reads and writes them. Accounts and wallets are asked for by every page and
 * by the gate: those used last are kept, and only what is new of them is read, so that no answer is behind the log.
 */
export function logStreams(log: Pick<EventLog, 'read' | 'record' | 'follow'>): Streams {
  const kept = keptStreams(KEPT_FACTS);
  const read: typeof log.read = async (handle) => {
    const answer = await log.read(handle, kept.of(handle.name));
    kept.keep(new Map([[handle.name, answer]]));
    return answer;
  };
  return {
    journey: (journeyId) => log.read(stream('cardAddition', journeyId)),
    account: (accountId) => read(stream('account', accountId)),
    wallet: (accountId) => read(stream('wallet', accountId)),
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
