import type { BillingPolicy } from '@onfile/domain';
import type { RecordedCategory, RecordedFact, Recording } from '@onfile/domain/what-if';
import type { Stored } from '@onfile/event-log';

/** A stored fact as it is looked back at. */
export function recordedFact({ stream, revision, position, commandId, actor, fact }: Stored): RecordedFact {
  const dash = stream.indexOf('-');
  return {
    category: stream.slice(0, dash) as RecordedCategory,
    id: stream.slice(dash + 1),
    ...{ revision, position, commandId, fact },
    ...(actor !== undefined && { actor }),
  };
}

/** What a log knows of one bill, as the api hands it out. */
export function recordingOf(
  log: { all(): readonly Stored[] },
  { billId, accountId, policy, until }: { billId: string; accountId: string; policy: BillingPolicy; until: string },
): Recording {
  const facts = log
    .all()
    .map(recordedFact)
    .filter(({ category, id }) => {
      if (category === 'bill') return id === billId;
      if (category === 'charges') return id.startsWith(`${accountId}-`);
      return (category === 'wallet' || category === 'account') && id === accountId;
    });
  return { kind: 'bill', id: billId, until, facts, policy };
}
