import type { Settings } from '@onfile/settings';
import { SettingsError } from '@onfile/settings';
import type { JWK } from 'jose';
import type { Clock } from '../http/clock';
import { LocalIssuer } from '../identity/local-issuer';
import { oidcIssuer } from '../identity/oidc-issuer';
import type { TrustedIssuer } from '../identity/token-verifier';

/** Whose tokens are believed; `local`: our own issuer, where there is no identity provider. */
export interface Issuers {
  readonly trusted: TrustedIssuer;
  readonly local?: LocalIssuer;
}

/**
 * An OIDC issuer where one is configured, else the local one.
 * @throws {SettingsError} in production without an OIDC issuer: there is no sign-in without a password there.
 */
export async function issuersOf(
  { identity, mode, publicUrl, secrets }: Pick<Settings, 'identity' | 'mode' | 'publicUrl' | 'secrets'>,
  now: Clock,
): Promise<Issuers> {
  if (identity !== undefined) return { trusted: oidcIssuer(identity) };
  if (mode !== 'local') {
    throw new SettingsError(['OIDC_ISSUER'], ['OIDC_ISSUER: is missing, and there is no local sign-in in production']);
  }
  const local = await LocalIssuer.open(publicUrl, secrets.issuerKey as JWK, now);
  return { trusted: local.trusted(), local };
}
