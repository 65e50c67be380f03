/** 12 to 19 digits, with at most two blanks, dashes or dots between them, that no letter or digit touches. */
const DIGIT_RUN = /(?<![0-9A-Za-z])\d(?:[\s\p{Pd}.]{0,2}\d){11,18}(?![0-9A-Za-z])/gu;

/** Ids of this form are everywhere (idempotency keys, addresses), and one in some thousands has such a run by chance. */
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** First digits and lengths of the card brands: Visa, Mastercard, Amex, Discover, JCB, UnionPay, Diners, Maestro. */
const BRANDS: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/,
  /^(5[1-5]|2[2-7])\d{14}$/,
  /^3[47]\d{13}$/,
  /^6(011|22|4[4-9]|5)\d{12,15}$/,
  /^35\d{14}$/,
  /^62\d{14,17}$/,
  /^3(0[0-5]|[689])\d{11,13}$/,
  /^(5[0678]|6[0-9])\d{10,17}$/,
];

/**
 * Whether a text holds what looks like a card number: a run of digits of a brand's prefix and length whose check digit
 * (Luhn) is right. S2: such a text is neither taken nor answered. A UUID is none, whatever its digits are.
 */
export function holdsCardNumber(text: string): boolean {
  return [...plain(text).replace(UUID, '').matchAll(DIGIT_RUN)].some(([run]) => {
    const digits = run.replace(/\D/g, '');
    return BRANDS.some((brand) => brand.test(digits)) && luhn(digits);
  });
}

/** Digits of every script as those of ASCII, without what can not be seen: a number pasted from a page is one as well. */
function plain(text: string): string {
  if (/^[ -~\s]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, digitOf);
}

/** The digits of a script stand in a row of ten: this one is worth as much as there are before it in its row. */
function digitOf(digit: string): string {
  const place = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(place - value - 1))) value += 1;
  return String(value);
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
