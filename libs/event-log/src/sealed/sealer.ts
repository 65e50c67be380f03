import type { Sealed } from '@onfile/domain';
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm';
import type { PersonalKeys } from './personal-keys';

/** X11: nothing can be sealed for an account whose person was forgotten: nothing may be kept of them any more. */
export class AccountForgotten extends Error {
  override readonly name = 'AccountForgotten';
  readonly code = 'account-forgotten';
  constructor() {
    super('nothing can be sealed for an account that was forgotten');
  }
}

/** Personal fields under the key of their account. Errors of where the keys lie come through. */
export interface Sealer {
  /** @throws {AccountForgotten} */
  seal(accountId: string, fields: Readonly<Record<string, string>>): Promise<Sealed>;
  /** `forgotten`: the key of the account was destroyed, and with it what it sealed. */
  unseal(accountId: string, sealed: Sealed): Promise<Record<string, string> | 'forgotten'>;
  /** Makes everything that was ever sealed for the account unreadable. */
  forget(accountId: string): Promise<void>;
}

/** The form of what is sealed; another form is another number. */
const FORM = 's1.';

/**
 * AES-256-GCM under a key for each account, which is wrapped by `kek` (base64 of 32 bytes) and bound to the account's id.
 * Neither keys nor plain fields stay in memory past the call.
 */
export function createSealer({ keys, kek }: { keys: PersonalKeys; kek: string }): Sealer {
  const wrapping = Buffer.from(kek, 'base64');
  if (wrapping.length !== KEY_BYTES) throw new RangeError(`a key encryption key has ${KEY_BYTES} bytes`);
  const unwrap = (accountId: string, wrapped: Buffer) => decrypt(wrapping, wrapped, `key of ${accountId}`);
  return {
    async seal(accountId, fields) {
      const wrapped = await keys.keyOf(accountId, () =>
        encrypt(wrapping, randomBytes(KEY_BYTES), `key of ${accountId}`),
      );
      if (typeof wrapped === 'string') throw new AccountForgotten();
      const sealed = encrypt(unwrap(accountId, wrapped), Buffer.from(JSON.stringify(fields)), accountId);
      return (FORM + sealed.toString('base64url')) as Sealed;
    },
    async unseal(accountId, sealed) {
      if (!sealed.startsWith(FORM)) throw new Error('sealed in a form that this build does not know');
      const wrapped = await keys.keyOf(accountId);
      if (wrapped === 'forgotten') return 'forgotten';
      if (wrapped === 'none') throw new Error('the key of this account is not in the store of keys');
      const plain = decrypt(unwrap(accountId, wrapped), Buffer.from(sealed.slice(FORM.length), 'base64url'), accountId);
      return JSON.parse(plain.toString()) as Record<string, string>;
    },
    forget: (accountId) => keys.destroy(accountId),
  };
}
