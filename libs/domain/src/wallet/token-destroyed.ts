import type { WalletEvent } from './events';

/** R39: the gateway has forgotten a token of this card. */
export function noteTokenDestroyed(
  data: { accountId: string; cardId: string; token: string },
  at: string,
): { wallet: WalletEvent[] } {
  return { wallet: [{ type: 'CardTokenDestroyed', at, data }] };
}
