import { Refusal } from '../refusal';
import { isValidCard, whyNotValid } from './deduction-order';
import type { Wallet, WalletCard } from './state';

/**
 * The card, if it is on file.
 * @throws {Refusal} `card-removed`; `card-unknown` also for a card of another account.
 */
export function expectOnFile(wallet: Wallet, cardId: string): WalletCard {
  const held = wallet.cards.find((card) => card.cardId === cardId);
  if (held) return held;
  const was = wallet.removed.some((card) => card.cardId === cardId);
  throw new Refusal(was ? 'card-removed' : 'card-unknown', cardId);
}

/** @throws {Refusal} as {@link expectOnFile}; `card-blocked`, or `card-expired`, whose way out is Edit. */
export function expectValid(wallet: Wallet, cardId: string, at: string, billingZone: string): WalletCard {
  const held = expectOnFile(wallet, cardId);
  const why = whyNotValid(held, at, billingZone);
  if (why) throw new Refusal(why === 'blocked' ? 'card-blocked' : 'card-expired', cardId);
  return held;
}

/** `If-Match`: the customer decided on what is still so. @throws {Refusal} `wallet-changed` with the version now. */
export function expectVersion({ version }: Wallet, ifVersion: number | undefined): void {
  if (ifVersion !== undefined && ifVersion !== version) {
    throw new Refusal('wallet-changed', 'the cards changed meanwhile', { version });
  }
}

/** R40: the cards that could become the default instead of `cardId`. */
export function otherValidCards({ cards }: Wallet, cardId: string, at: string, billingZone: string): string[] {
  return cards
    .filter((held) => held.cardId !== cardId && isValidCard(held, at, billingZone))
    .map((held) => held.cardId);
}
