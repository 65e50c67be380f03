import type { Messages } from './en';

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  'american-express': 'American Express',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  discover: 'Discover',
};

/** A brand as it writes itself. */
export const brandName = (brand: string): string => BRANDS[brand] ?? brand;

/** A card by what people know it by: brand and last four digits. */
export const cardName = ({ brand, last4 }: { brand: string; last4: string }, { frame }: Messages): string =>
  frame.card(brandName(brand), last4);
