import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../http/clock';
import { Problem } from '../http/problem';
import { Unavailable } from '../http/unavailable';
import type { Audience, Caller } from './caller';

/** How the tokens of one issuer are checked. */
export interface TrustedIssuer {
  /** The `iss` that its tokens carry. */
  readonly issuer: string;
  /** The `aud` that stands for each door. */
  readonly audiences: Record<Audience, string>;
  /** Finds the public key; only ever by the issuer's own key set. */
  readonly keys: JWTVerifyGetKey;
}

/** Only signatures by key pairs: `none` and shared secrets can not even be named (S19). */
const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];

/** How far two clocks may be apart, in seconds. */
const SKEW_SECONDS = 5;

const MAX_AGE_SECONDS = 24 * 60 * 60;

/** How long a signature counts that was found good: a key that its issuer withdraws is out within this time. */
const SIGNATURE_GOOD_MS = 60_000;
/** Tokens whose signatures are remembered. Only whole tokens that were found good are looked up, never parts. */
const TOKENS_REMEMBERED = 10_000;

/** A token whose signature was found good, and until when its own claims let it in. */
interface GoodToken {
  readonly caller: Caller;
  readonly untilMs: number;
}

/** Checks bearer tokens and says who they stand for. */
export class TokenVerifier {
  private readonly good: LRUCache<string, GoodToken>;

  constructor(
    private readonly trusted: TrustedIssuer,
    private readonly now: Clock,
  ) {
    const perf = { now: () => now().getTime() };
    this.good = new LRUCache({ max: TOKENS_REMEMBERED, ttl: SIGNATURE_GOOD_MS, ttlResolution: 0, perf });
  }

  /** Whose tokens it believes. */
  get issuer(): string {
    return this.trusted.issuer;
  }

  /** @throws {Problem} token-expired | token-invalid. @throws {Unavailable} when the issuer's keys can not be had. */
  async verify(token: string): Promise<Caller> {
    const good = this.good.get(token);
    if (good && this.now().getTime() < good.untilMs) return good.caller;
    return this.check(token);
  }

  private async check(token: string): Promise<Caller> {
    const { issuer, audiences, keys } = this.trusted;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: Object.values(audiences),
        algorithms: ALGORITHMS,
        clockTolerance: SKEW_SECONDS,
        maxTokenAge: MAX_AGE_SECONDS,
        requiredClaims: ['sub', 'exp', 'iat', 'jti'],
        currentDate: this.now(),
      });
      const caller = callerOf(payload, audiences);
      this.good.set(token, { caller, untilMs: goodUntil(payload) });
      return caller;
    } catch (error) {
      throw turnedDown(error);
    }
  }
}

const goodUntil = ({ exp = 0, iat = 0 }: JWTPayload): number =>
  (Math.min(exp, iat + MAX_AGE_SECONDS) + SKEW_SECONDS) * 1000;

function callerOf(payload: JWTPayload, audiences: Record<Audience, string>): Caller {
  const { aud, sub, exp, jti, sid, scope } = payload as JWTPayload & { sid?: unknown; scope?: unknown };
  const named = [aud ?? []].flat();
  const doors = (Object.keys(audiences) as Audience[]).filter((door) => named.includes(audiences[door]));
  const [audience] = doors;
  // A token for two doors would make the separation worthless.
  if (audience === undefined || doors.length > 1 || !sub || !jti || exp === undefined)
    throw new Problem('token-invalid');
  return {
    audience,
    subject: sub,
    sessionId: typeof sid === 'string' ? sid : jti,
    scopes: typeof scope === 'string' ? scope.split(' ') : [],
    expiresAt: new Date(exp * 1000),
  };
}

function turnedDown(error: unknown): Error {
  if (error instanceof Problem) return error;
  if (error instanceof errors.JWTExpired) return new Problem('token-expired');
  // The key set could not be read: not the caller's fault. `no matching key` is.
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
    return new Unavailable('identity provider', 2, { cause: error });
  }
  return new Problem('token-invalid', {}, { cause: error });
}
