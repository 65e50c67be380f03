import type { RegionCode } from '../codes';
import type { Sealed } from '../fact';
import { Refusal } from '../refusal';
import { regionOf } from '../regions';
import type { AccountEvent } from './events';
import type { Account } from './state';

/** What the host platform tells of a new account. `sealed`: the email address. */
export interface RegisterAccount {
  readonly accountId: string;
  readonly region: RegionCode;
  readonly registeredAt: string;
  readonly emailHash: string;
  readonly language: string;
  readonly sealed: Sealed;
}

/**
 * The account becomes known. The same registration again adds nothing.
 * @throws {Refusal} `account-exists` with another region, time or address; `information-invalid` for an unknown region.
 */
export function registerAccount(command: RegisterAccount, { registered }: Account, at: string): AccountEvent[] {
  const { accountId, region, registeredAt, emailHash, language, sealed } = command;
  if (!regionOf(region)) throw new Refusal('information-invalid', `no such region: ${region}`, { field: 'region' });
  if (!registered) {
    const data = { accountId, region, registeredAt, emailHash, language };
    return [{ type: 'AccountRegistered', at, data, sealed }];
  }
  const isSame =
    registered.region === region && registered.registeredAt === registeredAt && registered.emailHash === emailHash;
  if (!isSame) throw new Refusal('account-exists', accountId);
  return [];
}
