import { Refusal } from '../refusal';
import type { WalletCommandOf } from './commands';
import { inDeductionOrder } from './deduction-order';
import { expectValid, expectOnFile, expectVersion } from './expect';
import type { WalletWorld, WalletWrites } from './world';

/**
 * R34: the card becomes the default; a deduction that is under way keeps its order. The default again adds nothing.
 * @throws {Refusal} `card-unknown`, `card-removed`, `wallet-changed`, `card-blocked`, `card-expired`.
 */
export function setDefault(command: WalletCommandOf<'SetDefault'>, { wallet }: WalletWorld, at: string): WalletWrites {
  const { cardId, ifVersion, billingZone } = command;
  expectOnFile(wallet, cardId);
  if (wallet.defaultCardId === cardId) return {};
  expectVersion(wallet, ifVersion);
  expectValid(wallet, cardId, at, billingZone);
  return { wallet: [{ type: 'DefaultCardSet', at, data: { cardId, because: 'chosen' } }] };
}

/**
 * D6: the customer's own sequence. The same order again adds nothing.
 * @throws {Refusal} `card-unknown`, `card-removed`; `order-invalid` unless every card is named once, the default first;
 * `wallet-changed`.
 */
export function reorder(command: WalletCommandOf<'Reorder'>, { wallet }: WalletWorld, at: string): WalletWrites {
  const { order, ifVersion } = command;
  order.forEach((cardId) => expectOnFile(wallet, cardId));
  const now = inDeductionOrder(wallet).map(({ cardId }) => cardId);
  if (new Set(order).size !== order.length || order.length !== now.length) {
    throw new Refusal('order-invalid', 'every card is named once', { field: 'order' });
  }
  if (order.every((cardId, place) => cardId === now[place])) return {};
  expectVersion(wallet, ifVersion);
  if (wallet.defaultCardId !== undefined && order[0] !== wallet.defaultCardId) {
    throw new Refusal('order-invalid', 'the default comes first', { field: 'order' });
  }
  return { wallet: [{ type: 'CardsReordered', at, data: { order: [...order] } }] };
}
