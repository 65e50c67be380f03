import type { CardAdditionEvent } from './events';
import { money, type Money } from '../money';

/** What moves, or may have moved, the money of a hold. */
export type HoldMove =
  | ('HoldAsked' | 'HoldUnknown' | 'HoldPlaced' | 'HoldDeclined')
  | ('HoldReleaseAsked' | 'HoldReleaseDelayed' | 'HoldVoided' | 'HoldRefunded' | 'NothingWasHeld');

type HoldFact = Extract<CardAdditionEvent, { type: HoldMove }>;

const MOVES: ReadonlySet<string> = new Set<HoldMove>([
  ...(['HoldAsked', 'HoldUnknown', 'HoldPlaced', 'HoldDeclined'] as const),
  ...(['HoldReleaseAsked', 'HoldReleaseDelayed', 'HoldVoided', 'HoldRefunded', 'NothingWasHeld'] as const),
]);

/** One line of the ledger of a hold. */
export interface HoldLedgerLine {
  readonly at: string;
  readonly what: HoldMove;
  /** Key of the hold that it is about. */
  readonly hold: string;
  /** Key that the bank was asked under; a release has one of its own. */
  readonly key: string;
  /** What the bank was asked to hold, or held, or gave back; undefined where no money moved. */
  readonly amount?: Money;
  /** What is held at the bank after it, by the log: between asked and answered nobody knows. */
  readonly held: Money | 'unknown';
}

/**
 * X2: the ledger of a journey's holds: each money movement, and what is held after it. `facts` of one journey or one change
 * of validity, in their order; other facts of it are passed over.
 */
export function holdLedger(facts: readonly { readonly type: string }[]): readonly HoldLedgerLine[] {
  const asked = new Map<string, Money>();
  const held = new Map<string, Money | 'unknown'>();
  return facts.filter(isMove).map((fact) => {
    const hold = 'of' in fact.data ? fact.data.of : fact.data.key;
    if (fact.type === 'HoldAsked') asked.set(hold, fact.data.amount);
    const amount = asked.get(hold);
    const nothing = money(amount?.currency ?? 'USD', 0);
    const after = heldAfter(fact.type, held.get(hold) ?? nothing, amount ?? nothing);
    held.set(hold, after);
    const key = 'key' in fact.data ? fact.data.key : hold;
    const moved = MOVED.has(fact.type) && amount !== undefined ? { amount } : {};
    return { at: fact.at, what: fact.type, hold, key, ...moved, held: after };
  });
}

const isMove = (fact: { readonly type: string }): fact is HoldFact => MOVES.has(fact.type);

const MOVED: ReadonlySet<HoldMove> = new Set(['HoldAsked', 'HoldPlaced', 'HoldVoided', 'HoldRefunded']);

function heldAfter(move: HoldMove, before: Money | 'unknown', amount: Money): Money | 'unknown' {
  switch (move) {
    case 'HoldAsked':
    case 'HoldUnknown':
      return 'unknown';
    case 'HoldPlaced':
      return amount;
    case 'HoldReleaseAsked':
    case 'HoldReleaseDelayed':
      return before;
    case 'HoldDeclined':
    case 'HoldVoided':
    case 'HoldRefunded':
    case 'NothingWasHeld':
      return money(amount.currency, 0);
  }
}
