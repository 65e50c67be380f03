import { later } from '../instant';
import { Refusal } from '../refusal';
import { sameDigest } from '../same-digest';
import type { CodeSent } from './events';
import type { JourneyPolicy } from './policy';
import type { CodeChannel, NewestCode } from './state';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * R11–12: whether another code may be sent now. A refused send costs nothing.
 * @throws {Refusal} `too-many-sends` or `resend-too-early`, each with `retryAt`.
 */
export function expectMaySend({ sends, newest }: CodeChannel, policy: JourneyPolicy, at: string): void {
  const full = [freeAgainAt(sends, policy.sendsPerHour, HOUR_MS), freeAgainAt(sends, policy.sendsPerDay, DAY_MS)]
    .filter((free) => free > at)
    .sort();
  const retryAt = full.at(-1);
  if (retryAt !== undefined) throw new Refusal('too-many-sends', 'codes sent too often', { retryAt });
  if (newest && at < newest.resendAt) {
    throw new Refusal('resend-too-early', 'wait a little', { retryAt: newest.resendAt });
  }
}

/** What is recorded of the next code: its number, digest and times. */
export function nextCode(
  { sends }: CodeChannel,
  digest: string,
  limits: { ttlMs: number; resendAfterMs: number },
  at: string,
): CodeSent {
  return {
    sendNo: sends.length + 1,
    digest,
    expiresAt: later(at, limits.ttlMs),
    resendAt: later(at, limits.resendAfterMs),
  };
}

/**
 * The code that an entry is compared with. Only the newest counts; it is good until, not at, its `expiresAt`.
 * @throws {Refusal} `no-code-sent`, `code-void` after too many wrong tries, `code-expired`.
 */
export function expectUsableCode({ newest }: CodeChannel, at: string): NewestCode {
  if (!newest) throw new Refusal('no-code-sent', 'send a code first');
  if (newest.triesLeft <= 0) throw new Refusal('code-void', 'too many wrong tries');
  if (at >= newest.expiresAt) throw new Refusal('code-expired', newest.expiresAt);
  return newest;
}

/** Whether this entry repeats the one that confirmed the channel. */
export function isNewestCode({ newest }: CodeChannel, digest: string): boolean {
  return newest !== undefined && sameDigest(newest.digest, digest);
}

/** The instant at which fewer than `limit` sends lie within the last `windowMs`; the epoch if that never was a limit. */
function freeAgainAt(sends: readonly string[], limit: number, windowMs: number): string {
  const oldestThatCounts = sends.at(-limit);
  return oldestThatCounts === undefined ? '' : later(oldestThatCounts, windowMs);
}
