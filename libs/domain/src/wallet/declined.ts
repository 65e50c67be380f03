import { declineFor, type DeclineChanges } from '../declines';
import type { WalletEvent } from './events';
import type { Wallet } from './state';

/** A bank's no to a card on file. `of`: the bill or validity change; `token`: the card data that was tried. */
export interface DeclineOfCard {
  readonly accountId: string;
  readonly cardId: string;
  readonly token: string;
  readonly networkCode: string;
  readonly adviceCode?: string;
  readonly of: string;
}

/**
 * Section 6: what a decline means to the card. A "never" blocks it, as long as its data is still what was tried. Nothing
 * for a card that was removed meanwhile.
 */
export function declineOnCard(
  { cards }: Wallet,
  { accountId, cardId, token, networkCode, adviceCode, of }: DeclineOfCard,
  at: string,
  changes?: DeclineChanges,
): WalletEvent[] {
  const held = cards.find((card) => card.cardId === cardId);
  if (!held) return [];
  const advice = adviceCode === undefined ? {} : { adviceCode };
  const facts: WalletEvent[] = [{ type: 'CardDeclined', at, data: { cardId, networkCode, ...advice, of } }];
  const { group, sameCard, blockCard } = declineFor(networkCode, adviceCode, changes);
  if (sameCard.when === 'never' && !held.blocked && held.card.token === token) {
    facts.push({ type: 'CardBlocked', at, data: { accountId, cardId, group, forGood: blockCard === true, of } });
  }
  return facts;
}
