import { isExpired } from '../card-expiry';
import type { Wallet, WalletCard } from './state';

/** Why a card is not tried at this moment (R35). */
export type SkipCardReason = 'expired' | 'blocked';

/** The place of one card in the order of deductions, at one instant. */
export interface DeductionPlace {
  readonly held: WalletCard;
  readonly isDefault: boolean;
  /** Absent: the card is tried. */
  readonly skipped?: SkipCardReason;
}

/**
 * R35–36, D6: every card on file in the order of deductions, the default first, each to be tried or skipped and why, as
 * it is at `at` by the calendar of `billingZone`. A card that was removed is not in it.
 */
export function deductionOrder(wallet: Wallet, at: string, billingZone: string): readonly DeductionPlace[] {
  return inDeductionOrder(wallet).map((held) => {
    const skipped = whyNotValid(held, at, billingZone);
    return { held, isDefault: held.cardId === wallet.defaultCardId, ...(skipped && { skipped }) };
  });
}

/** The cards on file, the default first, then the others in their sequence. */
export function inDeductionOrder({ cards, defaultCardId }: Wallet): readonly WalletCard[] {
  const isDefault = ({ cardId }: WalletCard) => cardId === defaultCardId;
  return [...cards.filter(isDefault), ...cards.filter((held) => !isDefault(held))];
}

/** R35: why a card on file may not be tried, if anything speaks against it. Blocked counts before expired. */
export function whyNotValid(
  { card, blocked }: WalletCard,
  at: string,
  billingZone: string,
): SkipCardReason | undefined {
  if (blocked) return 'blocked';
  return isExpired(card.expiry, at, billingZone) ? 'expired' : undefined;
}

/** R35: verified, not expired, not blocked, not removed. */
export function isValidCard(held: WalletCard, at: string, billingZone: string): boolean {
  return whyNotValid(held, at, billingZone) === undefined;
}

/** D15: whether any card on file may be tried. */
export function hasValidCard({ cards }: Pick<Wallet, 'cards'>, at: string, billingZone: string): boolean {
  return cards.some((held) => isValidCard(held, at, billingZone));
}
