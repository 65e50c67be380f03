import { createHmac } from 'node:crypto';

/** What a one-time code is for: one sent for the one does not work for the other (S8). */
export type CodePurpose = 'email' | 'sms';

/** Keyed digests: equal for equal things, and not to be turned back without the pepper. Base64url text. */
export interface Digests {
  emailHash(email: string): string;
  /** Of a number in E.164 form. */
  numberHash(e164: string): string;
  /** Of what the card gateway calls the same card number. */
  fingerprintHash(gatewayFingerprint: string): string;
  /** Bound to account, purpose and address: a code works only for whom, what and where it was sent (S8). */
  codeDigest(of: { accountId: string; purpose: CodePurpose; addressHash: string; code: string }): string;
}

/** Peppers are base64, as in the secrets file: one for codes and addresses, one for card fingerprints. */
export function createDigests(peppers: { codePepper: string; fingerprintPepper: string }): Digests {
  const codeKey = Buffer.from(peppers.codePepper, 'base64');
  const cardKey = Buffer.from(peppers.fingerprintPepper, 'base64');
  return {
    emailHash: (email) => digest(codeKey, 'email', [email.trim().toLowerCase()]),
    numberHash: (e164) => digest(codeKey, 'number', [e164]),
    fingerprintHash: (fingerprint) => digest(cardKey, 'card', [fingerprint]),
    codeDigest: ({ accountId, purpose, addressHash, code }) =>
      digest(codeKey, 'code', [accountId, purpose, addressHash, code]),
  };
}

/** The parts are framed by JSON, so that no two lists of parts run into the same text. */
function digest(key: Buffer, domain: string, parts: readonly string[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([domain, ...parts]))
    .digest('base64url');
}
