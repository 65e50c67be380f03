import type { Money } from '../money';
import type { CardAdditionEvent } from './events';

/** One numbered try to give a hold back (R25). */
export interface ReleaseTry {
  readonly key: string;
  readonly how: 'void' | 'refund';
  readonly attempt: number;
  /** Set once this try was put off; see `releaseDelays`. */
  readonly delayed?: { readonly why: string; readonly tryAgainAt: string };
}

/** How one hold stands. It is armed for release from HoldAsked on. */
export interface Hold {
  readonly key: string;
  readonly token: string;
  readonly amount: Money;
  readonly askedAt: string;
  readonly status: 'asked' | 'unknown' | 'page-open' | 'placed' | 'declined' | 'nothing-held' | 'voided' | 'refunded';
  /** The gateway's own name for it, once told. */
  readonly holdId?: string;
  /** Of a declined one: the network's code, for staff only (R33). */
  readonly networkCode?: string;
  readonly adviceCode?: string;
  /** How often it was asked to be given back each way, and the newest try. */
  readonly tries: { readonly void: number; readonly refund: number };
  readonly release?: ReleaseTry;
  /** R25: by when the bank shows it as given back. */
  readonly bankShowsBy?: string;
}

/** The facts that move a hold. */
export type HoldEvent = Extract<
  CardAdditionEvent,
  {
    type:
      | 'HoldAsked'
      | 'HoldUnknown'
      | 'HoldPlaced'
      | 'HoldDeclined'
      | 'BankPageOpened'
      | 'HoldReleaseAsked'
      | 'HoldReleaseDelayed'
      | 'HoldVoided'
      | 'HoldRefunded'
      | 'NothingWasHeld';
  }
>;

/** Folds one fact of the hold. Total: without HoldAsked there is nothing to move. */
export function evolveHold(hold: Hold | undefined, fact: HoldEvent): Hold | undefined {
  if (fact.type === 'HoldAsked') {
    const { key, token, amount } = fact.data;
    return { key, token, amount, askedAt: fact.at, status: 'asked', tries: { void: 0, refund: 0 } };
  }
  return hold && moved(hold, fact);
}

function moved(hold: Hold, fact: Exclude<HoldEvent, { type: 'HoldAsked' }>): Hold {
  switch (fact.type) {
    case 'HoldUnknown':
      return { ...hold, status: 'unknown' };
    case 'HoldPlaced':
      return { ...hold, status: 'placed', holdId: fact.data.holdId };
    case 'HoldDeclined':
      return { ...hold, status: 'declined', networkCode: fact.data.networkCode, adviceCode: fact.data.adviceCode };
    case 'BankPageOpened':
      return { ...hold, status: 'page-open', holdId: fact.data.holdId };
    case 'HoldReleaseAsked': {
      const { key, how, attempt } = fact.data;
      return { ...hold, tries: { ...hold.tries, [how]: attempt }, release: { key, how, attempt } };
    }
    case 'HoldReleaseDelayed': {
      const { key, why, tryAgainAt } = fact.data;
      if (hold.release?.key !== key) return hold;
      return { ...hold, release: { ...hold.release, delayed: { why, tryAgainAt } } };
    }
    case 'HoldVoided':
      return { ...hold, status: 'voided', holdId: fact.data.holdId, bankShowsBy: fact.data.bankShowsBy };
    case 'HoldRefunded':
      return { ...hold, status: 'refunded', holdId: fact.data.holdId, bankShowsBy: fact.data.bankShowsBy };
    case 'NothingWasHeld':
      return { ...hold, status: 'nothing-held' };
  }
}
