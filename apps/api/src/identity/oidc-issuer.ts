import { createRemoteJWKSet } from 'jose';
import type { Audience } from './caller';
import type { TrustedIssuer } from './token-verifier';

/** An OIDC issuer by configuration. */
export interface OidcSettings {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audiences: Record<Audience, string>;
}

/**
 * Trusts an OIDC issuer through its published key set, which is read when first needed, kept, and read again when a
 * token names a key that is not in it (at most every 30 s).
 */
export function oidcIssuer({ issuer, jwksUrl, audiences }: OidcSettings): TrustedIssuer {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3_000, cooldownDuration: 30_000 });
  return { issuer, audiences, keys };
}
