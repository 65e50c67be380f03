import {
  answerAsk,
  askOf,
  monthIn,
  monthsBefore,
  noteAct,
  noteAsk,
  openAsks,
  type OperatorAct,
  type OperatorLogEvent,
  type OperatorLogMonth,
  type OperatorMonths,
} from '@onfile/domain';
import { type EventLog, type KnownStreams, type Stored, stream } from '@onfile/event-log';
import { isAfter } from '@onfile/read-models';
import { createHash } from 'node:crypto';
import type { Holders, NotedAct, OperatorBook } from '../operators/operators';
import type { Meta } from '../wallet/wallets';

type Log = Pick<EventLog, 'read' | 'record'>;

const handleOf = (month: string) => stream('operatorLog', month.replace('-', ''));

/** How far back the log is looked through, in months. */
const MONTHS_BACK = 84;
const AT_ONCE = 12;

/** The operator log over the event log. `now` says which months there can be. */
export function logOperators(log: Log, now: () => Date): OperatorBook {
  /** The months as they were when they were last written: an act on many does not read them for each. */
  let known: KnownStreams | undefined;
  /** The month that is known to have entries. */
  let writtenIn: string | undefined;
  /** Settles when the entry before has been written, or has not. */
  let last: Promise<unknown> = Promise.resolve();
  const monthNow = (): string => monthIn('UTC', now().toISOString());
  return {
    hashOf,
    note: (intent, meta, allow) =>
      noted(meta, { actor: intent.by, allow, knows: true }, (months, at) => noteAct(intent, months, at, hashOf)),
    ask: (intent, meta, allow) =>
      noted(meta, { actor: intent.by, allow, knows: true }, (months, at) => noteAsk(intent, months, at, hashOf)),
    answer: (given, meta, allow) =>
      noted(meta, { actor: given.by, allow, knows: false }, (months, at) => answerAsk(given, months, at, hashOf)),
    async asks() {
      const month = monthNow();
      const earlier = await lastMonthWithEntries(log, month);
      const [its, before] = await Promise.all([log.read(handleOf(month)), log.read(handleOf(earlier))]);
      return openAsks({ log: its.state, earlier: before.state }, now().toISOString());
    },
    async askNamed(name) {
      const [month = '', no = ''] = name.split('-');
      const entry = (await log.read(stream('operatorLog', month))).facts[Number(no) - 1]?.fact;
      return entry && askOf(entry);
    },
    async months() {
      const found: OperatorLogMonth[] = [];
      for (let back = 0; back < MONTHS_BACK; back += AT_ONCE) {
        const names = Array.from({ length: AT_ONCE }, (_, n) => monthsBefore(monthNow(), back + n));
        const read = await Promise.all(names.map(async (month) => ({ month, ...(await log.read(handleOf(month))) })));
        for (const { month, facts } of read) {
          if (facts.length === 0) continue;
          found.unshift({ month: month.replace('-', ''), entries: facts.map(({ fact }) => fact) });
        }
      }
      return found;
    },
  };

  /** One entry after the other: those of this process never stand in each other's way at the end of the log. */
  function noted(...asked: Parameters<typeof write>): Promise<NotedAct> {
    const own = last.then(() => write(...asked));
    last = own.catch(() => undefined);
    return own;
  }

  type Decide = (months: OperatorMonths, at: string) => OperatorLogEvent[];

  /** `knows`: what was seen last will do, the append is guarded; else the months are read anew, so that no rule errs. */
  async function write(
    { commandId, bodyHash, at }: Meta,
    { actor, allow, knows }: { actor: string; allow: () => void; knows: boolean },
    decide: Decide,
  ): Promise<NotedAct> {
    const month = monthIn('UTC', at);
    const earlier = writtenIn === month ? monthsBefore(month, 1) : await lastMonthWithEntries(log, month);
    const recorded = await log.record({
      ...{ commandId, bodyHash, actor, at },
      ...(knows && known && { known }),
      // The append is guarded by both: nobody can write behind the last entry of the month before.
      streams: { log: handleOf(month), earlier: handleOf(earlier) },
      decide: (months, when) => {
        const facts = decide(months, when);
        allow();
        return { log: facts };
      },
    });
    known = recorded.known;
    const { facts, position, repeated } = recorded;
    const own = facts.log?.[0];
    const its = own ?? facts.earlier?.[0]; // a request that is repeated after the end of its month
    if (its === undefined) throw new Error('an act was noted, and is not there');
    if (own) writtenIn = month;
    const overtaken = repeated && (await isOvertaken(log, its, [month, earlier]));
    return { entry: its.fact, month: (own ? month : earlier).replace('-', ''), position, repeated, overtaken };
  }
}

/** Acts that leave a thing otherwise than the one before them did. */
const TURNS: readonly OperatorAct[] = ['pause', 'resume', 'reset'];

/** Whether an act of these months has turned what an entry is about since it was noted. */
async function isOvertaken(
  from: Pick<Log, 'read'>,
  { fact: { data: its }, position: at }: Stored<OperatorLogEvent>,
  months: readonly string[],
): Promise<boolean> {
  const read = await Promise.all(months.map((month) => from.read(handleOf(month))));
  return read
    .flatMap(({ facts }) => facts)
    .some(({ fact: { data }, position }) => TURNS.includes(data.act) && data.on === its.on && isAfter(position, at));
}

/** The newest month before `month` that has entries; the one before it where none has. */
async function lastMonthWithEntries(from: Pick<Log, 'read'>, month: string): Promise<string> {
  if ((await from.read(handleOf(month))).facts.length > 0) return monthsBefore(month, 1);
  for (let back = 1; back < MONTHS_BACK; back += 1) {
    const earlier = monthsBefore(month, back);
    if ((await from.read(handleOf(earlier))).facts.length > 0) return earlier;
  }
  return monthsBefore(month, 1);
}

/** Who holds a card number or a mobile number, by the streams that keep each to one account. */
export function logHolders(log: Pick<EventLog, 'read'>): Holders {
  return {
    ofCard: async (fingerprint) => (await log.read(stream('cardFingerprint', fingerprint))).state.takenBy,
    ofNumber: async (numberHash) => (await log.read(stream('mobileNumber', numberHash))).state.takenBy,
  };
}

/** Anybody who can read the log can check it: no key is needed. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
