import {
  answerCharges,
  type ChargeAnswer,
  type ChargesEvent,
  type ChargeToRecord,
  chargesIdOf,
  type MonthCharges,
  recordAllCharges,
  recordCharges,
  type RefusedOfGroup,
} from '@onfile/domain';
import { type EventLog, keptStreams, type Recorded, stream, type StreamHandle } from '@onfile/event-log';
import type { Bills, ChargesGroup } from '../bills/bills';

/** Records of charges kept in one process, so that a busy month is not read again for every batch. */
const KEPT_CHARGES = 200_000;
/** Accounts known to be registered: that never changes. */
const KEPT_ACCOUNTS = 100_000;

/** Takes charge records into the months' streams of the event log. */
export function logCharges(log: Pick<EventLog, 'read' | 'record'>): Pick<Bills, 'record' | 'recordAll'> {
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
  const record: Bills['record'] = async (accountId, month, charges, { commandId, at }) => {
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
    return { answers: answersOf(charges, recorded, 'charges'), position: recorded.position };
  };

  const recordAll: Bills['recordAll'] = async (groups, { commandId, at }) => {
    const registered = await Promise.all(groups.map(({ accountId }) => isRegistered(accountId)));
    if (registered.includes(false)) return { refused: groups.map((group, n) => ofNobody(group, !registered[n])) };
    const handles = groups.map(({ accountId, month }) => stream('charges', chargesIdOf(accountId, month)));
    let refused: readonly RefusedOfGroup[] | undefined;
    const recorded = await log.record({
      commandId,
      at,
      streams: Object.fromEntries(handles.map((handle, n) => [String(n), handle])),
      known: kept.of(...handles.map(({ name }) => name)),
      decide: (states, when) => {
        const months = groups.map(({ charges }, n) => ({ charges, month: states[String(n)]! }));
        const plan = recordAllCharges(months, when);
        refused = 'refused' in plan ? plan.refused : undefined;
        return 'facts' in plan ? Object.fromEntries(plan.facts.map((facts, n) => [String(n), facts])) : {};
      },
    });
    kept.keep(recorded.known);
    if (refused) return { refused };
    return {
      answers: groups.map(({ charges }, n) => answersOf(charges, recorded, String(n))),
      position: recorded.position,
    };
  };
  return { record, recordAll };
}

/** What became of the records of the stream that `record` knows by `key`. */
function answersOf(
  charges: readonly ChargeToRecord[],
  { repeated, facts, states }: Recorded<Readonly<Record<string, StreamHandle<MonthCharges, ChargesEvent>>>>,
  key: string,
): readonly ChargeAnswer[] {
  const own = repeated ? [] : (facts[key] ?? []);
  const fresh = own.flatMap(({ fact }) => (fact.type === 'ChargeRecorded' ? [fact.data.chargeId] : []));
  return answerCharges(charges, new Set(fresh), states[key]!);
}

/** The records of an account that nobody has registered. */
function ofNobody({ charges }: ChargesGroup, isNobody: boolean): RefusedOfGroup {
  return charges.map(({ chargeId }) =>
    isNobody ? { chargeId, outcome: 'refused', code: 'account-unknown' } : undefined,
  );
}
