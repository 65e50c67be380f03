import { later } from '../instant';
import { Refusal } from '../refusal';
import type { Ask } from './ask';
import type { OperatorAct, OperatorLogEvent } from './events';
import { type HashOf, noteAct, type OperatorIntent, type OperatorLog } from './operator-log';

/** An ask that nobody answered is forgotten after so many days: what was right then may be wrong now. */
const ASK_DAYS = 7;
const DAY_MS = 86_400_000;

/** Acts that nobody can take back, or that write money off: one asks for them, another says yes. */
const SECOND_PERSON: readonly OperatorAct[] = [
  'terminate',
  'skip-put-aside',
  'pay-by-hand',
  'give-up-charge',
  'credit',
];

/** Whether an act needs a second person. */
export const needsSecondPerson = (act: OperatorAct): boolean => SECOND_PERSON.includes(act);

/** The month that is written, and the last before it that has entries. */
export interface OperatorMonths {
  readonly log: OperatorLog;
  readonly earlier: OperatorLog;
}

/** What waits for a second person at an instant, the oldest first. */
export function openAsks({ log, earlier }: OperatorMonths, at: string): readonly Ask[] {
  const all = [...Object.values(earlier.asks), ...Object.values(log.asks)];
  return all.filter(({ name, at: askedAt }) => !log.answered.includes(name) && !isLapsed(askedAt, at));
}

/** Until when an ask can be answered, ISO. */
export const lapsesAt = ({ at }: Pick<Ask, 'at'>): string => later(at, ASK_DAYS * DAY_MS);

const isLapsed = (askedAt: string, at: string): boolean => lapsesAt({ at: askedAt }) <= at;

/** Asks for an act that needs a second person. @throws {Refusal} `reason-missing` */
export function noteAsk(
  { by, act, on, why, details }: OperatorIntent,
  months: OperatorMonths,
  at: string,
  hashOf: HashOf,
): OperatorLogEvent[] {
  return noteAct({ by, act: 'ask', on, why, details: { ...details, act } }, months, at, hashOf);
}

/** The answer of the second person. */
export interface AskAnswer {
  readonly by: string;
  readonly ask: string;
  readonly yes: boolean;
  readonly why: string;
}

/**
 * Notes the answer to an ask: only one is ever noted, and a yes only of somebody else.
 * @throws {Refusal} `ask-unknown`, `ask-answered`, `ask-lapsed`, `second-person-needed`, `reason-missing`
 */
export function answerAsk(
  { by, ask: name, yes, why }: AskAnswer,
  months: OperatorMonths,
  at: string,
  hashOf: HashOf,
): OperatorLogEvent[] {
  const { log, earlier } = months;
  if ([...log.answered, ...earlier.answered].includes(name)) throw new Refusal('ask-answered', name);
  const ask = log.asks[name] ?? earlier.asks[name];
  if (!ask) throw new Refusal('ask-unknown', name);
  if (isLapsed(ask.at, at)) throw new Refusal('ask-lapsed', name);
  if (yes && ask.by === by) throw new Refusal('second-person-needed', name);
  const details = { ask: name, act: ask.act };
  return noteAct({ by, act: yes ? 'approve' : 'turn-down', on: ask.on, why, details }, months, at, hashOf);
}
