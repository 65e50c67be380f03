import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import type { RegionCode } from '../codes';
import { Refusal } from '../refusal';

/** Where a plan does not tell mobile from fixed lines (NANP, Chile), a number counts as mobile. */
const MOBILE_TYPES: readonly (string | undefined)[] = ['MOBILE', 'FIXED_LINE_OR_MOBILE'];

/** Territories whose mobile numbers can not be told from those of the region they share a plan with. */
const SHARED_PLANS: Readonly<Record<RegionCode, RegionCode>> = {
  AX: 'FI',
  BL: 'GP',
  CC: 'AU',
  CX: 'AU',
  EH: 'MA',
  MF: 'GP',
  SJ: 'NO',
  VA: 'IT',
};

/**
 * R14–16: a mobile number allocated in the account's region, in E.164. Digits of any script, trunk prefixes and the
 * region's own way of dialling are understood.
 * @throws {Refusal} `number-not-of-region` (with the expected region), `number-not-mobile` for fixed, premium, VoIP and
 * other services, and for a number with an extension.
 */
export function checkMobileNumber(text: string, region: RegionCode): { e164: string } {
  const number = parsePhoneNumber(text, { defaultCountry: region as CountryCode, extract: false });
  if (!number?.isValid() || (number.country !== region && number.country !== SHARED_PLANS[region])) {
    throw new Refusal('number-not-of-region', 'not a number of the region', { region, field: 'number' });
  }
  if (number.ext !== undefined || !MOBILE_TYPES.includes(number.getType())) {
    throw new Refusal('number-not-mobile', 'no text message can be sent to it', { region, field: 'number' });
  }
  return { e164: number.number };
}
