import { Refusal } from '../refusal';
import { type Ask, evolveAsks } from './ask';
import type { OperatorAct, OperatorLogEvent } from './events';

/** What the first entry of all names as the one before it. */
export const NOTHING_BEFORE = 'nothing';

/** Hash of a text. The rules get it from outside, since they run where there is no such thing. */
export type HashOf = (text: string) => string;

/** How far one month of the log has come. */
export interface OperatorLog {
  readonly entries: number;
  /** Hash of the last entry; undefined while there is none. */
  readonly last: string | undefined;
  /** What was asked for in this month and waits for a second person, by the name of the ask. */
  readonly asks: Readonly<Record<string, Ask>>;
  /** Asks, of this month or another, that were answered in this one. */
  readonly answered: readonly string[];
}

export const initialOperatorLog: OperatorLog = { entries: 0, last: undefined, asks: {}, answered: [] };

/** Folds one fact into the state. Total: never throws, reads no clock. */
export function evolveOperatorLog(log: OperatorLog, entry: OperatorLogEvent): OperatorLog {
  return { ...log, entries: log.entries + 1, last: entry.data.hash, ...evolveAsks(log, entry) };
}

/** What an operator is about to do. */
export interface OperatorIntent {
  readonly by: string;
  readonly act: OperatorAct;
  readonly on: string;
  readonly why: string;
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * The entry to write before the act is done. `earlier` is the last month that has entries, if this one has none.
 * @throws {Refusal} `reason-missing`
 */
export function noteAct(
  { by, act, on, why, details = {} }: OperatorIntent,
  months: { readonly log: OperatorLog; readonly earlier: OperatorLog },
  at: string,
  hashOf: HashOf,
): OperatorLogEvent[] {
  if (why.trim() === '') throw new Refusal('reason-missing', 'an act of an operator has a reason', { field: 'reason' });
  const before = months.log.last ?? months.earlier.last ?? NOTHING_BEFORE;
  const data = { no: months.log.entries + 1, by, act, on, why: why.trim(), details, before };
  return [{ type: 'OperatorActed', at, data: { ...data, hash: hashOf(chained(at, data)) } }];
}

/** The first entry that is not what was written, and what is wrong with it. */
export interface BrokenLink {
  readonly month: string;
  /** Place in its month, from 1. */
  readonly no: number;
  /**
   * `changed`: it is not what its hash was made of. `number`: an entry before it is missing, or one was put in. `link`: the
   * entry before it is not the one it was written after.
   */
  readonly why: 'changed' | 'number' | 'link';
}

/** One month of the log, as it is read back. */
export interface OperatorLogMonth {
  readonly month: string;
  readonly entries: readonly OperatorLogEvent[];
}

/** S20: looks at every entry of all months, the oldest first, and names the first that is not as it was written. */
export function firstBrokenLink(months: readonly OperatorLogMonth[], hashOf: HashOf): BrokenLink | undefined {
  let before = NOTHING_BEFORE;
  for (const { month, entries } of months) {
    for (const [index, { at, data }] of entries.entries()) {
      const { hash, ...rest } = data;
      const broken = (why: BrokenLink['why']): BrokenLink => ({ month, no: index + 1, why });
      if (data.no !== index + 1) return broken('number');
      if (hashOf(chained(at, rest)) !== hash) return broken('changed');
      if (data.before !== before) return broken('link');
      before = hash;
    }
  }
  return undefined;
}

type Content = Omit<OperatorLogEvent['data'], 'hash'>;

/** What the hash of an entry is made of: the same text however its fields are ordered. */
function chained(at: string, { no, by, act, on, why, details, before }: Content): string {
  const sorted = Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([no, at, by, act, on, why, sorted, before]);
}
