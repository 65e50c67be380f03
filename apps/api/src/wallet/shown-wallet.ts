import {
  daysLeft,
  deductionOrder,
  warningFor,
  type CardBrand,
  type CardFunding,
  type DeductionPlace,
  type Wallet,
} from '@onfile/domain';

/** A card on file as it is answered: no token, no fingerprint (R21). */
export interface ShownCard {
  readonly cardId: string;
  readonly brand: CardBrand;
  readonly last4: string;
  readonly expiry: string;
  readonly funding: CardFunding;
  readonly issuingCountry: string;
  readonly addedAt: string;
  readonly isDefault: boolean;
  /** By the calendar of the billing zone (D9). */
  readonly isExpired: boolean;
  /** R35: its turn in a deduction, from 1. */
  readonly order: number;
  /** Why a deduction skips it now. */
  readonly skipped?: 'expired' | 'blocked';
  /** What the bank said, by its group; `canEdit`: verifying the card anew lifts the block. */
  readonly blocked?: { readonly group: string; readonly canEdit: boolean };
  /** 60, 30 or 7 days before the card expires. */
  readonly warning?: { readonly daysBefore: number; readonly daysLeft: number };
  /** The change of its validity that is under way. */
  readonly validityChangeId?: string;
}

/** The cards of an account as they are answered. `revision` is the answer's ETag. */
export interface ShownWallet {
  readonly accountId: string;
  readonly revision: number;
  readonly cards: readonly ShownCard[];
}

/** The cards in the order of deductions, as they stand at `at`. */
export function shownWallet(accountId: string, wallet: Wallet, at: string, billingZone: string): ShownWallet {
  const cards = deductionOrder(wallet, at, billingZone).map((place, index) => shown(place, index + 1, at, billingZone));
  return { accountId, revision: wallet.version, cards };
}

function shown(
  { held, isDefault, skipped }: DeductionPlace,
  order: number,
  at: string,
  billingZone: string,
): ShownCard {
  const { cardId, card, addedAt, blocked, openChange } = held;
  const { brand, last4, expiry, funding, issuingCountry } = card;
  const left = daysLeft(expiry, at, billingZone);
  const daysBefore = warningFor(held, at, billingZone);
  return {
    ...{ cardId, brand, last4, expiry, funding, issuingCountry, addedAt, isDefault },
    isExpired: left < 0,
    order,
    ...(skipped && { skipped }),
    ...(blocked && { blocked: { group: blocked.group, canEdit: !blocked.forGood } }),
    ...(daysBefore !== undefined && { warning: { daysBefore, daysLeft: left } }),
    ...(openChange !== undefined && { validityChangeId: openChange }),
  };
}

/** The ETag of a wallet. */
export const etagOf = (version: number): string => `"${version}"`;
