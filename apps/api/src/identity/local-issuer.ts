import { calculateJwkThumbprint, createLocalJWKSet, importJWK, SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../http/clock';
import type { Audience } from './caller';
import type { TrustedIssuer } from './token-verifier';

/** The audiences of tokens, unless configured otherwise. */
export const AUDIENCES: Record<Audience, string> = {
  customers: 'onfile-customers',
  operators: 'onfile-operators',
  services: 'onfile-services',
};

/** How long a token of the local issuer is good, in seconds. */
export const TOKEN_SECONDS = 3_600;

/** What a token is issued for. */
export interface TokenRequest {
  readonly audience: Audience;
  readonly subject: string;
  readonly scopes?: readonly string[];
}

/** A small issuer of our own, for running on one machine. In production an OIDC issuer stands in its place. */
export class LocalIssuer {
  private constructor(
    /** The `iss` of its tokens. */
    readonly issuer: string,
    private readonly key: Awaited<ReturnType<typeof importJWK>>,
    /** The public keys, as published. */
    readonly jwks: JSONWebKeySet,
    private readonly now: Clock,
  ) {}

  /** `privateJwk`: a private ES256 key. Its key id is its thumbprint. */
  static async open(issuer: string, privateJwk: JWK, now: Clock): Promise<LocalIssuer> {
    const { kty, crv, x, y } = privateJwk;
    if (kty !== 'EC' || crv !== 'P-256' || !privateJwk.d)
      throw new Error('The issuer key must be a private ES256 JWK.');
    const publicJwk = {
      kty,
      crv,
      x,
      y,
      alg: 'ES256',
      use: 'sig',
      kid: await calculateJwkThumbprint({ kty, crv, x, y }),
    };
    return new LocalIssuer(issuer, await importJWK(privateJwk, 'ES256'), { keys: [publicJwk] }, now);
  }

  /** A new token of a new session. */
  async issue({ audience, subject, scopes = [] }: TokenRequest): Promise<{ token: string; expiresAt: Date }> {
    const issuedAt = Math.floor(this.now().getTime() / 1000);
    const token = await new SignJWT({ sid: randomUUID(), ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}) })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: this.jwks.keys[0]?.kid })
      .setIssuer(this.issuer)
      .setAudience(AUDIENCES[audience])
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + TOKEN_SECONDS)
      .sign(this.key);
    return { token, expiresAt: new Date((issuedAt + TOKEN_SECONDS) * 1000) };
  }

  /** How its tokens are checked. */
  trusted(): TrustedIssuer {
    return { issuer: this.issuer, audiences: AUDIENCES, keys: createLocalJWKSet(this.jwks) };
  }
}
