import { Refusal } from './refusal';

/**
 * R11: an address that mail can be sent to, its domain in lower case. Only the shape is looked at: the code proves the rest.
 * @throws {Refusal} `information-invalid`, field `email`.
 */
export function checkEmailAddress(text: string): string {
  const address = text.trim().normalize('NFC');
  const [, local = '', domain = ''] = /^([^\s@"(),:;<>[\]\\]+)@([^\s@]+)$/u.exec(address) ?? [];
  const labels = domain.toLowerCase().split('.');
  const isShaped =
    local.length > 0 &&
    local.length <= 64 &&
    address.length <= 254 &&
    !/^\.|\.$|\.\./.test(local) &&
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label));
  if (!isShaped) throw new Refusal('information-invalid', 'not an email address', { field: 'email' });
  return `${local}@${domain.toLowerCase()}`;
}
