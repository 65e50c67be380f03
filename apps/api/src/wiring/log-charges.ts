import { answerCharges, chargesIdOf, recordCharges } from '@onfile/domain';
import { type EventLog, keptStreams, stream } from '@onfile/event-log';
import type { Bills } from '../bills/bills';

/** Records of charges kept in one process, so that a busy month is not read again for every batch. */
const KEPT_CHARGES = 200_000;
/** Accounts known to be registered: that never changes. */
const KEPT_ACCOUNTS = 100_000;

/** Takes charge records into the months' streams of the event log. */
export function logCharges(log: Pick<EventLog, 'read' | 'record'>): Bills['record'] {
  const kept = keptStreams(KEPT_CHARGES);
  const known = new Set<string>();
  const isRegistered = async (accountId: string): Promise<boolean> => {
    if (known.has(accountId)) return true;
    const { state } = await log.read(stream('account', accountId));
    if (state.registered === undefined) return false;
    if (known.size >= KEPT_ACCOUNTS) known.clear();
    known.add(accountId);
    return true;
  };
  return async (accountId, month, charges, { commandId, at }) => {
    if (!(await isRegistered(accountId))) return undefined;
    const handle = stream('charges', chargesIdOf(accountId, month));
    const recorded = await log.record({
      commandId,
      at,
      streams: { charges: handle },
      known: kept.of(handle.name),
      decide: (states, when) => ({ charges: recordCharges(charges, states.charges, when) }),
    });
    kept.keep(recorded.known);
    const own = recorded.repeated ? [] : (recorded.facts.charges ?? []);
    const fresh = own.flatMap(({ fact }) => (fact.type === 'ChargeRecorded' ? [fact.data.chargeId] : []));
    return {
      answers: answerCharges(charges, new Set(fresh), recorded.states.charges),
      position: recorded.position,
    };
  };
}
