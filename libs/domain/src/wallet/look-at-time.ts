import { isExpired } from '../card-expiry';
import { qualificationWith } from '../postpayment/qualification';
import type { WalletCommandOf } from './commands';
import type { WalletEvent } from './events';
import type { WalletCard } from './state';
import { dueWarning } from './warnings';
import type { WalletWorld, WalletWrites } from './world';

/**
 * What time alone brings to the cards of an account: a warning 60, 30 and 7 days before the last day, once each; the end
 * of that day, once; and the suspension of the qualification when the last valid card is lost (D15), by expiry or by a
 * block that somebody else noted. Nothing is added twice.
 */
export function lookAtTime(
  { accountId, billingZone }: WalletCommandOf<'LookAtTime'>,
  { wallet, account }: WalletWorld,
  at: string,
): WalletWrites {
  const facts = wallet.cards.flatMap((held) => broughtByTime(held, accountId, at, billingZone));
  const qualification = qualificationWith(wallet, account, at, billingZone);
  return {
    ...(facts.length > 0 && { wallet: facts }),
    ...(qualification.length > 0 && { account: qualification }),
  };
}

function broughtByTime(held: WalletCard, accountId: string, at: string, billingZone: string): WalletEvent[] {
  const { cardId, card, expiryNoted } = held;
  const { expiry } = card;
  if (isExpired(expiry, at, billingZone)) {
    return expiryNoted === expiry ? [] : [{ type: 'CardExpired', at, data: { accountId, cardId, expiry } }];
  }
  const daysBefore = dueWarning(held, at, billingZone);
  if (daysBefore === undefined) return [];
  return [{ type: 'CardExpiryWarned', at, data: { accountId, cardId, expiry, daysBefore } }];
}
