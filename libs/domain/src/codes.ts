/** ISO 4217 alphabetic code, upper case. */
export type CurrencyCode = string;
/** ISO 3166-1 alpha-2, upper case. */
export type RegionCode = string;
/** Kebab-case code of the fixed list of industries (R17–19). */
export type IndustryCode = string;
/** R17–19: who the customer is. */
export type AccountType = 'individual' | 'enterprise';
