export type Brand = 'visa' | 'mastercard' | 'amex' | 'unionpay' | 'unknown';

/** Digits only, as people type them: spaces and dashes are left out. `undefined`: no well-formed number (R21). */
export function cardNumber(typed: string): string | undefined {
  const digits = typed.replace(/[ -]/g, '');
  return /^\d{12,19}$/.test(digits) && luhnSum(digits) % 10 === 0 ? digits : undefined;
}

/** The number that begins so, with as many zeros as it takes and the check digit of Luhn. */
export function completeNumber(prefix: string, length: number): string {
  return withCheckDigit(prefix.padEnd(length - 1, '0'));
}

/** Adds the last digit, which makes the number well-formed. */
export function withCheckDigit(body: string): string {
  return body + ((10 - (luhnSum(`${body}0`) % 10)) % 10);
}

/** The network that a number belongs to, by its first digits. */
export function brandOf(number: string): Brand {
  const four = Number(number.slice(0, 4));
  if (number.startsWith('4')) return 'visa';
  if ((four >= 5100 && four <= 5599) || (four >= 2221 && four <= 2720)) return 'mastercard';
  if (number.startsWith('34') || number.startsWith('37')) return 'amex';
  return number.startsWith('62') ? 'unionpay' : 'unknown';
}

/** How many digits the security code of a brand has. */
export const securityCodeLength = (brand: Brand): number => (brand === 'amex' ? 4 : 3);

function luhnSum(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum;
}
