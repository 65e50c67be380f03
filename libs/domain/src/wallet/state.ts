import type { CardSummary } from '../card';
import type { WalletEvent } from './events';

/** One card on file. */
export interface WalletCard {
  readonly cardId: string;
  readonly card: CardSummary;
}

/** The cards of one account in deduction order: the order of adding (D6). */
export interface Wallet {
  readonly cards: readonly WalletCard[];
  readonly defaultCardId?: string;
}

export const initialWallet: Wallet = { cards: [] };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveWallet(wallet: Wallet, fact: WalletEvent): Wallet {
  switch (fact.type) {
    case 'CardAdded':
      return { ...wallet, cards: [...wallet.cards, { cardId: fact.data.cardId, card: fact.data.card }] };
    case 'DefaultCardSet':
      return { ...wallet, defaultCardId: fact.data.cardId };
  }
}
