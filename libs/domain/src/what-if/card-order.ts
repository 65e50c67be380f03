import { inDeductionOrder } from '../wallet/deduction-order';
import type { Wallet, WalletCard } from '../wallet/state';

/** Orders of deduction to be tried out. `as-chosen`: the customer's own (R36, D6). */
export const CARD_ORDERS = ['as-chosen', 'oldest-first', 'newest-first', 'longest-valid-first', 'reversed'] as const;
export type CardOrder = (typeof CARD_ORDERS)[number];

/** A wallet whose cards are tried in another order; the first of them counts as the default. */
export function inOrder(order: CardOrder): ((wallet: Wallet) => Wallet) | undefined {
  if (order === 'as-chosen') return undefined;
  return (wallet) => {
    const cards = sorted(order, inDeductionOrder(wallet));
    const [first] = cards;
    return { ...wallet, cards, ...(first && { defaultCardId: first.cardId }) };
  };
}

function sorted(order: Exclude<CardOrder, 'as-chosen'>, cards: readonly WalletCard[]): readonly WalletCard[] {
  switch (order) {
    case 'oldest-first':
      return [...cards].sort((a, b) => compare(a.addedAt, b.addedAt));
    case 'newest-first':
      return [...cards].sort((a, b) => compare(b.addedAt, a.addedAt));
    case 'longest-valid-first':
      return [...cards].sort((a, b) => compare(b.card.expiry, a.card.expiry));
    case 'reversed':
      return [...cards].reverse();
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
