import { daysLeft, inDeductionOrder, warningFor, type CardBrand, type CardFunding, type Wallet } from '@onfile/domain';

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

/** What is known of a card, by the log or by a read model. */
export interface KnownCard extends Omit<
  ShownCard,
  'isDefault' | 'isExpired' | 'order' | 'skipped' | 'blocked' | 'warning'
> {
  readonly blocked?: { readonly group: string; readonly forGood: boolean };
}

/** When, and by whose calendar cards expire. */
export interface Today {
  readonly at: string;
  readonly billingZone: string;
}

/** The cards in the order of deductions, as they stand today. */
export function shownWallet(accountId: string, wallet: Wallet, today: Today): ShownWallet {
  const cards = inDeductionOrder(wallet).map((held, index) => {
    const { cardId, card, addedAt, blocked, openChange } = held;
    const { brand, last4, expiry, funding, issuingCountry } = card;
    const known = { cardId, brand, last4, expiry, funding, issuingCountry, addedAt };
    const change = openChange === undefined ? {} : { validityChangeId: openChange };
    const turn = { isDefault: cardId === wallet.defaultCardId, order: index + 1 };
    return shownCard({ ...known, ...change, ...(blocked && { blocked }) }, turn, today);
  });
  return { accountId, revision: wallet.version, cards };
}

/** One card with its turn. */
export function shownCard(
  { blocked, ...card }: KnownCard,
  turn: Pick<ShownCard, 'isDefault' | 'order'>,
  { at, billingZone }: Today,
): ShownCard {
  const left = daysLeft(card.expiry, at, billingZone);
  const skipped = blocked ? 'blocked' : left < 0 ? 'expired' : undefined;
  const daysBefore = warningFor({ card, blocked }, at, billingZone);
  return {
    ...card,
    ...turn,
    isExpired: left < 0,
    ...(skipped && { skipped }),
    ...(blocked && { blocked: { group: blocked.group, canEdit: !blocked.forGood } }),
    ...(daysBefore !== undefined && { warning: { daysBefore, daysLeft: left } }),
  };
}

/** The ETag of a wallet. */
export const etagOf = (version: number): string => `"${version}"`;
