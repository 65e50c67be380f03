import { cvv, number as numberCheck } from 'card-validator';
import { isExpired } from './card-expiry';

/** R21: what is typed into the card form. It goes from the browser straight to the gateway, never to Onfile. */
export interface CardForm {
  readonly number: string;
  /** `YYYY-MM`. */
  readonly expiry: string;
  readonly securityCode: string;
  readonly holder: string;
}

/**
 * R21: the fields that can not be right, for whoever holds the form: Luhn and 12 to 19 digits (spaces are fine), expiry
 * good to the last day of its month, a security code of 3 or 4 digits by brand, a holder's name.
 */
export function wrongCardFields(form: CardForm, at: string, billingZone: string): (keyof CardForm)[] {
  const digits = form.number.replace(/\s/g, '');
  const { isValid, card } = numberCheck(digits, { luhnValidateUnionPay: true });
  const wrong: (keyof CardForm)[] = [];
  if (!isValid || !/^\d{12,19}$/.test(digits)) wrong.push('number');
  if (isExpired(form.expiry, at, billingZone)) wrong.push('expiry');
  if (!cvv(form.securityCode, card ? card.code.size : [3, 4]).isValid) wrong.push('securityCode');
  if (!/\p{L}/u.test(form.holder)) wrong.push('holder');
  return wrong;
}
