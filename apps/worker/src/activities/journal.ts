import {
  decideCardAddition,
  initialWorld,
  Refusal,
  type CardAdditionEvent,
  type CardAdditionWorld,
} from '@onfile/domain';
import { stream, type Stored } from '@onfile/event-log';
import type { JournalActivities, RecordedStep, RecordStep, StreamTail } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';

/** The journey's stream, and the guarded append of one decision. Local activities: they only throw while the log is away. */
export function journalActivities({ log }: Pick<ActivityPorts, 'log'>): JournalActivities {
  const tail = async (journeyId: string, after: number): Promise<StreamTail> => {
    const { facts, revision } = await log.read(stream('cardAddition', journeyId));
    return { facts: factsPast(facts, after), revision };
  };
  return {
    loadJourney: ({ journeyId }) => tail(journeyId, -1),
    async recordStep(step) {
      try {
        const { own, revision } = await record(log, step);
        const isWhole = own.length === revision - step.after;
        const stored = isWhole ? { facts: own, revision } : await tail(step.journeyId, step.after);
        return { ...stored, own } satisfies RecordedStep;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, message: why, details } = error;
        return { ...(await tail(step.journeyId, step.after)), own: [], refused: { code, why, details } };
      }
    },
  };
}

async function record(
  log: ActivityPorts['log'],
  { journeyId, commandId, command, at, streams, bodyHash }: RecordStep,
): Promise<{ own: readonly CardAdditionEvent[]; revision: number }> {
  const { account, wallet, fingerprint, number } = streams;
  const recorded = await log.record({
    commandId,
    ...(bodyHash === undefined ? {} : { bodyHash }),
    at,
    streams: {
      journey: stream('cardAddition', journeyId),
      ...(account === undefined ? {} : { account: stream('account', account) }),
      ...(wallet === undefined ? {} : { wallet: stream('wallet', wallet) }),
      ...(fingerprint === undefined ? {} : { fingerprint: stream('cardFingerprint', fingerprint) }),
      ...(number === undefined ? {} : { number: stream('mobileNumber', number) }),
    },
    decide: (states: Partial<CardAdditionWorld>, when: string) =>
      decideCardAddition(command, { ...initialWorld, ...states }, when),
  });
  const own = (recorded.facts.journey ?? []).map(({ fact }) => fact);
  return { own, revision: recorded.revisions.journey };
}

function factsPast(stored: readonly Stored<CardAdditionEvent>[], after: number): readonly CardAdditionEvent[] {
  return stored.filter(({ revision }) => revision > after).map(({ fact }) => fact);
}
