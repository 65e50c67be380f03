import type { ChargeWord, ReturnWord } from '../bill/answer';
import type { BillEvent } from '../bill/events';
import type { ChargeTry } from '../bill/bill';
import { later, msBetween } from '../instant';
import type { WalletEvent } from '../wallet/events';
import type { RecordedFact } from './recording';

/** A pretend bank: it moves no money, and nobody hears of what it is asked. */
export interface SimulatedBank {
  /** A charge is sent. */
  charge(one: ChargeTry, at: string): ChargeWord;
  /** A charge that has no answer yet is looked up. */
  lookUp(one: ChargeTry, at: string): ChargeWord;
  /** When it says more of a charge that has no answer yet: then whoever waits is woken. */
  newsAt(one: ChargeTry, at: string): string | undefined;
  /** The charge under `key` is to go back. */
  giveBack(key: string): ReturnWord;
  /** How many of its answers are not on record. */
  readonly assumed: () => number;
}

/**
 * What the bank would have said to a try that nobody made. `as-last-seen`: what that card was told the last time, and a no
 * without a reason (05) where it never was told anything; `approved`: a yes. One is the least, the other the most.
 */
export type Assumption = 'as-last-seen' | 'approved';

/** What the bank said to one try, each word so long after the try began. */
interface RecordedTry {
  readonly key: string;
  readonly cardId: string;
  readonly token: string;
  readonly round: number;
  readonly startedAt: string;
  readonly words: { readonly afterMs: number; readonly word: ChargeWord }[];
  /** What it said, in order, when the charge was to go back. */
  readonly returns: ReturnWord[];
}

/**
 * A try this near to one on record is the same question, and gets the same answer: twelve hours, and twenty in the same
 * round, where a worker may have come late. The next try of a card is a day away.
 */
const SAME_TRY_MS = 12 * 3_600_000;
const SAME_ROUND_MS = 20 * 3_600_000;
const NO_REASON: ChargeWord = { outcome: 'declined', networkCode: '05' };

/** A bank that answers as it is on record to have answered the bill's own tries. */
export function bankOfRecord(facts: readonly RecordedFact[], assumption: Assumption): SimulatedBank {
  const tries = triesOf(facts);
  const refusals = refusalsOf(facts);
  const given = new Map<string, Pick<RecordedTry, 'words' | 'returns'>>();
  const used = new Set<string>();
  let assumed = 0;

  const answersTo = (one: ChargeTry, at: string): Pick<RecordedTry, 'words' | 'returns'> => {
    const same = tries.filter(({ cardId, token }) => cardId === one.cardId && token === one.token);
    const asked = same.find(({ key, startedAt, round }) => {
      return !used.has(key) && isNear(startedAt, at, round === one.round ? SAME_ROUND_MS : SAME_TRY_MS);
    });
    if (asked) {
      used.add(asked.key);
      return asked;
    }
    assumed += 1;
    const word = assumption === 'approved' ? captured(one.key) : lastSeen(same, refusals, one, at);
    return { words: [{ afterMs: 0, word }], returns: [] };
  };
  const wordAt = (one: ChargeTry, at: string): ChargeWord => {
    const elapsed = msBetween(one.startedAt, at);
    return given.get(one.key)?.words.findLast(({ afterMs }) => afterMs <= elapsed)?.word ?? { outcome: 'unknown' };
  };
  return {
    charge(one, at) {
      const answers = answersTo(one, at);
      given.set(one.key, { ...answers, returns: [...answers.returns] });
      return answers.words[0]?.word ?? { outcome: 'unknown' };
    },
    lookUp: wordAt,
    newsAt(one, at) {
      const elapsed = msBetween(one.startedAt, at);
      const next = given.get(one.key)?.words.find(({ afterMs }) => afterMs > elapsed);
      return next && later(one.startedAt, next.afterMs);
    },
    giveBack: (key) => given.get(key)?.returns.shift() ?? { outcome: 'released' },
    assumed: () => assumed,
  };
}

const captured = (key: string): ChargeWord => ({ outcome: 'captured', chargeId: `assumed-${key}` });
const isNear = (a: string, b: string, withinMs: number): boolean => Math.abs(msBetween(a, b)) <= withinMs;

/** The newest word on the card up to `at`; before the first one, the first. */
function lastSeen(
  same: readonly RecordedTry[],
  refusals: readonly Refusal[],
  { cardId, key }: ChargeTry,
  at: string,
): ChargeWord {
  const ends = same.flatMap(({ startedAt, words }) => {
    const end = words.at(-1)?.word;
    return end && isDefinite(end) ? [{ at: startedAt, word: end }] : [];
  });
  const others = refusals.filter(
    (refusal) => refusal.cardId === cardId && !ends.some((end) => isNear(end.at, refusal.at, SAME_TRY_MS)),
  );
  const known = [...ends, ...others].sort((a, b) => (a.at < b.at ? -1 : 1));
  const word = (known.findLast((one) => one.at <= at) ?? known[0])?.word ?? NO_REASON;
  return word.outcome === 'captured' ? captured(key) : word;
}

const isDefinite = ({ outcome }: ChargeWord): boolean => outcome === 'captured' || outcome === 'declined';

interface Refusal {
  readonly cardId: string;
  readonly at: string;
  readonly word: ChargeWord;
}

/** What banks said to the cards on other occasions: the wallet was told of each no. */
function refusalsOf(facts: readonly RecordedFact[]): readonly Refusal[] {
  return facts.flatMap(({ category, fact }) => {
    if (category !== 'wallet' || fact.type !== 'CardDeclined') return [];
    const { at, data } = fact as Extract<WalletEvent, { type: 'CardDeclined' }>;
    const { cardId, networkCode, adviceCode } = data;
    const word = { outcome: 'declined', networkCode, ...(adviceCode !== undefined && { adviceCode }) } as const;
    return [{ cardId, at, word }];
  });
}

/** The tries of the bill, each with what was heard of it. */
function triesOf(facts: readonly RecordedFact[]): readonly RecordedTry[] {
  const tries = new Map<string, RecordedTry>();
  for (const { category, fact } of facts) {
    if (category !== 'bill') continue;
    const told = fact as BillEvent;
    if (told.type === 'CardChargeStarted') {
      const { key, cardId, token, round } = told.data;
      tries.set(key, { key, cardId, token, round, startedAt: told.at, words: [], returns: [] });
    }
    const back = returnOf(told);
    if (back) tries.get((told.data as { of: string }).of)?.returns.push(back);
    const word = wordOf(told);
    const one = word && tries.get((told.data as { key: string }).key);
    if (one) one.words.push({ afterMs: msBetween(one.startedAt, told.at), word });
  }
  for (const { words } of tries.values()) {
    // The first word is what the call itself was answered with, however long it took.
    const [first] = words;
    if (first) words[0] = { ...first, afterMs: 0 };
  }
  return [...tries.values()];
}

/** What the bank must have said for this fact to be written. */
function wordOf(fact: BillEvent): ChargeWord | undefined {
  switch (fact.type) {
    case 'CardChargeUnknown':
      return { outcome: 'unknown' };
    case 'CardCharged':
      return { outcome: 'captured', chargeId: fact.data.chargeId };
    case 'CardChargeDeclined': {
      const { key: _, ...said } = fact.data;
      return { outcome: 'declined', ...said };
    }
    case 'CardPartApproved': {
      const { key: _, ...said } = fact.data;
      return { outcome: 'part-approved', ...said };
    }
    case 'ConfirmationAsked': {
      const { chargeId } = fact.data;
      return chargeId === undefined ? undefined : { outcome: 'needs-bank-page', chargeId };
    }
    case 'PaymentPageOpened':
      return { outcome: 'needs-bank-page', chargeId: fact.data.chargeId, bankPageUrl: fact.data.url };
    default:
      return undefined;
  }
}

/** The same of a charge that was to go back. */
function returnOf(fact: BillEvent): ReturnWord | undefined {
  if (fact.type === 'ChargeVoided' || fact.type === 'ChargeRefunded') return { outcome: 'released' };
  if (fact.type !== 'ChargeReturnDelayed') return undefined;
  const { why } = fact.data;
  if (why === 'pending') return { outcome: 'pending' };
  return { outcome: 'refused', reason: why === 'already-settled' ? why : 'other' };
}
