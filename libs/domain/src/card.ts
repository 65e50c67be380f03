/** Card networks that a token can name; which of them are accepted is a policy setting (D16). */
export type CardBrand = 'visa' | 'mastercard' | 'amex' | 'unionpay' | 'unknown';

/** How the card is funded, as the network says: only `credit` is accepted (D16). */
export type CardFunding = 'credit' | 'debit' | 'prepaid' | 'unknown';

/**
 * What Onfile may know of a card (R21): never its number, never its security code. `expiry` is `YYYY-MM`, good to the
 * last day of that month; `issuingCountry` ISO 3166-1 alpha-2; `fingerprint` a keyed digest of the number.
 */
export interface CardSummary {
  readonly token: string;
  readonly brand: CardBrand;
  readonly last4: string;
  readonly expiry: string;
  readonly funding: CardFunding;
  readonly issuingCountry: string;
  readonly fingerprint: string;
}
