import { Refusal } from './refusal';

/** R26–28: Chile's ID types at the card step. */
export type TaxIdType = 'RUT' | 'Otro';

/** D3: what is recorded when a RUT's check digit does not fit and `rut.strict` is off. */
export type TaxIdWarning = 'check-digit';

/** An ID in its one canonical form: a RUT as `8148691-0` (no dots, capital K), another one trimmed. */
export interface CheckedTaxId {
  readonly canonical: string;
  readonly warning?: TaxIdWarning;
}

/**
 * R26–28: checks an ID number of Chile's card step.
 * @param strict D3, setting `rut.strict`: a wrong check digit is refused instead of only recorded as a warning.
 * @throws {Refusal} `tax-id-invalid`.
 */
export function checkTaxId(type: TaxIdType, text: string, strict: boolean): CheckedTaxId {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .trim();
  switch (type) {
    case 'RUT':
      return checkRut(plain, strict);
    case 'Otro':
      return checkOtro(plain);
  }
}

/** Dots only where thousands are, dash optional, six to eight digits before the check digit. */
const RUT = /^(\d{1,3}(?:\.\d{3})+|\d+)-?([\dkK])$/;

function checkRut(text: string, strict: boolean): CheckedTaxId {
  const [, dotted = '', digit = ''] = RUT.exec(text) ?? [];
  const number = dotted.replaceAll('.', '').replace(/^0+/, '');
  if (number.length < 6 || number.length > 8) throw invalid('not a RUT');
  const canonical = `${number}-${digit.toUpperCase()}`;
  if (digit.toUpperCase() === rutCheckDigit(number)) return { canonical };
  if (strict) throw invalid('check digit does not fit');
  return { canonical, warning: 'check-digit' };
}

/** Modulo 11 over the digits from the right, weighed 2 to 7 and again; ten is written K. */
function rutCheckDigit(number: string): string {
  const sum = [...number].reverse().reduce((total, digit, i) => total + Number(digit) * (2 + (i % 6)), 0);
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}

function checkOtro(text: string): CheckedTaxId {
  const points = [...text].length;
  if (points < 5 || points > 20 || !/^[\p{L}\p{M}\p{Nd}-]+$/u.test(text)) {
    throw invalid('5 to 20 letters, digits or dashes');
  }
  return { canonical: text };
}

function invalid(why: string): Refusal {
  return new Refusal('tax-id-invalid', why, { field: 'taxId' });
}
