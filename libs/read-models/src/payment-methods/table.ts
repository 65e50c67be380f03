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
}

/** The cards of one account in order of adding (D6), and which is the default. Fed by `wallet-<accountId>`. */
export interface PaymentMethodsRow extends ProjectedRow {
  readonly accountId: string;
  readonly cards: readonly CardOnFile[];
  readonly defaultCardId: string | null;
}

export const paymentMethodsTable: Table<PaymentMethodsRow> = {
  name: 'payment_methods',
  key: ['accountId'],
  required: ['accountId', 'cards', 'revisions'],
  columns: { accountId: 'text', cards: 'json', defaultCardId: 'text', revisions: 'json' },
};
