import type { Sealed } from '@onfile/domain';

/** Personal fields under the key of their account. Both throw an error of PostgreSQL when the keys can not be had. */
export interface PersonalData {
  seal(accountId: string, fields: Readonly<Record<string, string>>): Promise<Sealed>;
  /** `forgotten`: the key of the account was destroyed, and with it what it sealed. */
  unseal(accountId: string, sealed: Sealed): Promise<Readonly<Record<string, string>> | 'forgotten'>;
}
