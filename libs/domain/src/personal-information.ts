import type { AccountType } from './codes';
import { Refusal } from './refusal';

/** R17–18: an Individual's fields; R19: an Enterprise's. Personal: sealed before anything stores them. */
export type PersonalInformation =
  | { readonly accountType: 'individual'; readonly name: string; readonly address: string }
  | {
      readonly accountType: 'enterprise';
      readonly enterpriseName: string;
      readonly enterpriseAddress: string;
      readonly contactName: string;
      readonly contactPosition: string;
    };

type Field = 'name' | 'address' | 'enterpriseName' | 'enterpriseAddress' | 'contactName' | 'contactPosition';

/** Longest values in code points. */
const LONGEST: Readonly<Record<Field, number>> = {
  name: 100,
  address: 250,
  enterpriseName: 150,
  enterpriseAddress: 250,
  contactName: 100,
  contactPosition: 100,
};

/**
 * The fields of this account type, trimmed and with single spaces. Fields of the other type are left out: switching the
 * type clears them. One-word names and any script are fine.
 * @throws {Refusal} `information-invalid` with the field: missing, blank, without a letter or digit, or too long.
 */
export function checkPersonalInformation(
  accountType: AccountType,
  given: Partial<Record<Field, string>>,
): PersonalInformation {
  const text = (field: Field) => checkText(field, given[field]);
  switch (accountType) {
    case 'individual':
      return { accountType, name: text('name'), address: text('address') };
    case 'enterprise':
      return {
        accountType,
        enterpriseName: text('enterpriseName'),
        enterpriseAddress: text('enterpriseAddress'),
        contactName: text('contactName'),
        contactPosition: text('contactPosition'),
      };
  }
}

function checkText(field: Field, given: string | undefined): string {
  const text = (given ?? '')
    .normalize('NFC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) throw invalid(field, 'it is blank');
  if (/\p{C}/u.test(text.replace(/[\u200c\u200d]/gu, ''))) throw invalid(field, 'it holds control characters');
  if ([...text].length > LONGEST[field]) throw invalid(field, `longer than ${LONGEST[field]}`);
  return text;
}

function invalid(field: Field, why: string): Refusal {
  return new Refusal('information-invalid', `${field}: ${why}`, { field });
}
