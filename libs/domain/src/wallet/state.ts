import type { CardSummary } from '../card';
import type { DeclineGroup } from '../decline';
import type { WalletEvent, WarningDays } from './events';

/** One card on file. */
export interface WalletCard {
  readonly cardId: string;
  /** The journey that proved it. */
  readonly journeyId: string;
  readonly addedAt: string;
  readonly card: CardSummary;
  /** Set while the card may not be tried. */
  readonly blocked?: { readonly at: string; readonly group: DeclineGroup; readonly forGood: boolean };
  /** The change of its validity that is under way. */
  readonly openChange?: string;
  /** When changes of its validity failed since the last success, oldest first. */
  readonly failedChanges: readonly string[];
  /** The newest warning, and the expiry that it was about. */
  readonly warned?: { readonly expiry: string; readonly daysBefore: WarningDays };
  /** The expiry whose end was noted. */
  readonly expiryNoted?: string;
}

/** A card that was on file. Its facts stay; its token is destroyed. */
export interface RemovedCard {
  readonly cardId: string;
  readonly card: CardSummary;
  readonly removedAt: string;
}

/** The cards of one account: in the order of adding, unless the customer chose another (D6). */
export interface Wallet {
  readonly cards: readonly WalletCard[];
  readonly defaultCardId?: string;
  readonly removed: readonly RemovedCard[];
  /**
   * R36: when banks refused a card, by its fingerprint, oldest first: the networks limit the tries of one card, whatever it
   * was tried for and however often it was taken off and added again.
   */
  readonly refusedAt?: Readonly<Record<string, readonly string[]>>;
  /** Counts the changes that a customer can see: what `If-Match` is compared with. */
  readonly version: number;
}

export const initialWallet: Wallet = { cards: [], removed: [], version: 0 };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveWallet(wallet: Wallet, fact: WalletEvent): Wallet {
  switch (fact.type) {
    case 'CardDeclined':
    case 'CardExpiryWarned':
    case 'ValidityChangeOpened':
    case 'ValidityChangeClosed':
    case 'CardExpired':
    case 'CardTokenDestroyed':
      return noted(wallet, fact);
    case 'CardAdded':
    case 'DefaultCardSet':
    case 'CardsReordered':
    case 'CardBlocked':
    case 'CardUnblocked':
    case 'CardValidityChanged':
    case 'CardUpdated':
    case 'CardRemoved':
      return { ...changed(wallet, fact), version: wallet.version + 1 };
  }
}

type Note = Extract<
  WalletEvent,
  {
    type:
      | 'CardDeclined'
      | 'CardExpiryWarned'
      | 'ValidityChangeOpened'
      | 'ValidityChangeClosed'
      | 'CardExpired'
      | 'CardTokenDestroyed';
  }
>;

function noted(wallet: Wallet, fact: Note): Wallet {
  switch (fact.type) {
    case 'CardTokenDestroyed':
      return wallet;
    case 'CardDeclined':
      return withRefusal(wallet, fact);
    case 'CardExpiryWarned': {
      const { cardId, expiry, daysBefore } = fact.data;
      return withCard(wallet, cardId, (held) => ({ ...held, warned: { expiry, daysBefore } }));
    }
    case 'ValidityChangeOpened':
      return withCard(wallet, fact.data.cardId, (held) => ({ ...held, openChange: fact.data.changeId }));
    case 'ValidityChangeClosed':
      return withCard(wallet, fact.data.cardId, (held) => closed(held, fact));
    case 'CardExpired':
      return withCard(wallet, fact.data.cardId, (held) => ({ ...held, expiryNoted: fact.data.expiry }));
  }
}

/** More than any network allows in its time. */
const REFUSALS_KEPT = 100;

function withRefusal(wallet: Wallet, { at, data }: Extract<WalletEvent, { type: 'CardDeclined' }>): Wallet {
  const held = [...wallet.cards, ...wallet.removed].find(({ cardId }) => cardId === data.cardId);
  if (!held) return wallet;
  const { fingerprint } = held.card;
  const before = wallet.refusedAt?.[fingerprint] ?? [];
  return { ...wallet, refusedAt: { ...wallet.refusedAt, [fingerprint]: [...before, at].slice(-REFUSALS_KEPT) } };
}

function changed(wallet: Wallet, fact: Exclude<WalletEvent, Note>): Wallet {
  switch (fact.type) {
    case 'CardAdded': {
      const { cardId, journeyId, card } = fact.data;
      return {
        ...wallet,
        cards: [...wallet.cards, { cardId, journeyId, addedAt: fact.at, card, failedChanges: [] }],
      };
    }
    case 'DefaultCardSet':
      return { ...wallet, defaultCardId: fact.data.cardId };
    case 'CardsReordered':
      return { ...wallet, cards: inOrder(wallet.cards, fact.data.order) };
    case 'CardBlocked': {
      const { cardId, group, forGood } = fact.data;
      return withCard(wallet, cardId, (held) => ({ ...held, blocked: { at: fact.at, group, forGood } }));
    }
    case 'CardUnblocked':
      return withCard(wallet, fact.data.cardId, ({ blocked: _, ...held }) => held);
    case 'CardValidityChanged':
    case 'CardUpdated':
      return withCard(wallet, fact.data.cardId, (held) => ({ ...held, card: fact.data.card }));
    case 'CardRemoved':
      return without(wallet, fact);
  }
}

function withCard(wallet: Wallet, cardId: string, change: (held: WalletCard) => WalletCard): Wallet {
  return { ...wallet, cards: wallet.cards.map((held) => (held.cardId === cardId ? change(held) : held)) };
}

function closed(held: WalletCard, { at, data }: Extract<WalletEvent, { type: 'ValidityChangeClosed' }>): WalletCard {
  const { openChange, ...rest } = held;
  const failedChanges =
    data.outcome === 'succeeded' ? [] : data.countsAsFailure ? [...held.failedChanges, at] : held.failedChanges;
  return openChange === undefined || openChange === data.changeId
    ? { ...rest, failedChanges }
    : { ...held, failedChanges };
}

/** Cards that the order does not name keep their sequence behind those it does. */
function inOrder(cards: readonly WalletCard[], order: readonly string[]): readonly WalletCard[] {
  const place = ({ cardId }: WalletCard) => (order.includes(cardId) ? order.indexOf(cardId) : order.length);
  return [...cards].sort((a, b) => place(a) - place(b));
}

function without(wallet: Wallet, { at, data }: Extract<WalletEvent, { type: 'CardRemoved' }>): Wallet {
  const { cardId, card } = data;
  const { defaultCardId, ...rest } = wallet;
  return {
    ...rest,
    ...(defaultCardId !== undefined && defaultCardId !== cardId && { defaultCardId }),
    cards: wallet.cards.filter((held) => held.cardId !== cardId),
    removed: [...wallet.removed, { cardId, card, removedAt: at }],
  };
}
