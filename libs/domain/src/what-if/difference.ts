import type { Fact } from '../fact';
import { msBetween } from '../instant';

/** One line of a comparison: a fact that both have, that one has alone, or that has come at another time. */
export interface DifferenceLine {
  readonly is: 'same' | 'moved' | 'recorded-only' | 'shadow-only';
  readonly type: string;
  /** What of its content counts, in words. */
  readonly what: string;
  readonly recordedAt?: string;
  readonly shadowAt?: string;
}

/** Fields that name things anew each time, or follow from the instant alone. */
const VOLATILE: readonly string[] = [
  ...[
    'n',
    'billId',
    'accountId',
    'journeyId',
    'period',
    'rates',
    'initiatedBy',
    'chargeId',
    'holdId',
    'url',
    'token',
    'fingerprint',
    'digest',
    'closesAt',
    'expiresAt',
    'resendAt',
  ],
  ...[
    'nextAt',
    'until',
    'tryAgainAt',
    'bankShowsBy',
    'tryAgainAfter',
    'policy',
    'dunning',
    'lines',
    'charges',
    'rate',
    'zone',
  ],
];
/** Instants further apart than this are told as moved. */
const SAME_TIME_MS = 15 * 60_000;

/** The facts of a recording and of its shadow side by side: the longest sequence that both share, and what is beside it. */
export function difference(
  recorded: readonly Fact<string, unknown>[],
  shadow: readonly Fact<string, unknown>[],
): readonly DifferenceLine[] {
  const [sayRecorded, sayShadow] = [sayer(recorded), sayer(shadow)];
  const [left, right] = [recorded.map(sayRecorded), shadow.map(sayShadow)];
  const common = commonLengths(
    recorded.map(({ type }, n) => `${type} ${left[n]}`),
    shadow.map(({ type }, n) => `${type} ${right[n]}`),
  );
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < recorded.length || j < shadow.length) {
    const [a, b] = [recorded[i], shadow[j]];
    if (a && b && a.type === b.type && left[i] === right[j]) {
      lines.push(both(a, b, left[i]!));
      i += 1;
      j += 1;
    } else if (a && (!b || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ is: 'recorded-only', type: a.type, what: left[i]!, recordedAt: a.at });
      i += 1;
    } else if (b) {
      lines.push({ is: 'shadow-only', type: b.type, what: right[j]!, shadowAt: b.at });
      j += 1;
    }
  }
  return lines;
}

function both(a: Fact<string, unknown>, b: Fact<string, unknown>, what: string): DifferenceLine {
  const hasMoved = Math.abs(msBetween(a.at, b.at)) > SAME_TIME_MS;
  return { is: hasMoved ? 'moved' : 'same', type: a.type, what, recordedAt: a.at, shadowAt: b.at };
}

/**
 * Tells the content of a fact that counts: names and values, such as `cardId card_1, networkCode 51`. A key counts the
 * tries, so that one more would make all later ones differ: its card is told instead.
 */
function sayer(facts: readonly Fact<string, unknown>[]): (fact: Fact<string, unknown>) => string {
  const cards = new Map<unknown, unknown>();
  for (const { type, data } of facts) {
    const { key, cardId } = data as { key?: string; cardId?: string };
    if (type === 'CardChargeStarted') cards.set(key, cardId);
  }
  const named = ([name, value]: [string, unknown]): [string, unknown] => {
    if (cards.has(value) && (name === 'key' || name === 'of')) return ['card', cards.get(value)];
    return [name, name === 'key' ? String(value).replace(/^.*\/(\w+)(\/\d+)?$/, '$1') : value];
  };
  return ({ data }) =>
    Object.entries(data as object)
      .filter(([name, value]) => !VOLATILE.includes(name) && value !== undefined)
      .filter(([name]) => name !== 'key' || !('cardId' in (data as object))) // the card is told already
      .map(named)
      .map(([name, value]) => `${name} ${valueOf(value)}`)
      .join(', ');
}

function valueOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueOf).join('+');
  if (typeof value !== 'object' || value === null) return String(value);
  const { cardId, currency, minor, last4 } = value as Record<string, unknown>;
  if (minor !== undefined) return `${String(currency)} ${String(minor)}`;
  if (cardId !== undefined) return String(cardId);
  return last4 === undefined ? JSON.stringify(value) : `…${String(last4)}`;
}

/** How long the longest common sequence is from each pair of places on. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const [down, across, next] = [lengths[i + 1]!, lengths[i]!, lengths[i + 1]![j + 1]!];
      lengths[i]![j] = left[i] === right[j] ? next + 1 : Math.max(down[j]!, across[j + 1]!);
    }
  }
  return lengths;
}
