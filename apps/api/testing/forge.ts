import { sign, type KeyObject } from 'node:crypto';

/** What a token says of itself. */
export type Claims = Readonly<Record<string, unknown>>;

const part = (value: Claims): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of whatever header and claims, with whatever signature. */
export function forgeToken(header: Claims, claims: Claims, signature: (signed: Buffer) => Buffer): string {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${signature(Buffer.from(signed)).toString('base64url')}`;
}

/** Signs as ES256 does. */
export const es256 =
  (key: KeyObject) =>
  (signed: Buffer): Buffer =>
    sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' });
