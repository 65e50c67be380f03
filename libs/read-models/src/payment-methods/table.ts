import type { CardBrand, CardFunding } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** A card on file as pages may show it: no token, no fingerprint (R21). `expiry` is `YYYY-MM`. */
export interface CardOnFile {
  readonly cardId: string;
  readonly journeyId: string;
  readonly brand: CardBrand;
  readonly last4: string;
  readonly expiry: string;
  readonly funding: CardFunding;
  readonly issuingCountry: string;
  readonly addedAt: string;
  /** Set while the bank does not let it be used; `forGood`: verifying it anew does not help. */
  readonly blocked?: { readonly group: string; readonly forGood: boolean };
  /** The change of its validity that is under way. */
  readonly validityChangeId?: string;
}

/** The cards of one account in their sequence (D6), and which is the default. Fed by `wallet-<accountId>`. */
export interface PaymentMethodsRow extends ProjectedRow {
  readonly accountId: string;
  readonly cards: readonly CardOnFile[];
  readonly defaultCardId: string | null;
  /** Counts the changes that a customer can see, as the rules do: the list's ETag. */
  readonly version: number;
}

export const paymentMethodsTable: Table<PaymentMethodsRow> = {
  name: 'payment_methods',
  key: ['accountId'],
  required: ['accountId', 'cards', 'version', 'revisions'],
  columns: { accountId: 'text', cards: 'json', defaultCardId: 'text', version: 'integer', revisions: 'json' },
  // Operators look for cards by their last four digits. Entries go into the index at once: a list of those still to be put
  // in is read through by every search, which took 150 ms among 100,000 accounts.
  indexes: { payment_methods_by_card: 'using gin (cards jsonb_path_ops) with (fastupdate = off)' },
};
