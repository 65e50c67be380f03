import { later } from '../instant';
import type { Money } from '../money';
import { Refusal } from '../refusal';
import type { NoteCommand } from './commands';
import { awaitsAnswer, expectStarted } from './expect';
import { expectHold, isOpenAtBank, wasGivenBack } from './hold';
import type { Hold } from './hold-state';
import type { Proof, ProofWrites } from './proof';

type Note<Type extends NoteCommand['type']> = Extract<NoteCommand, { type: Type }>;

/**
 * Why a release was put off (`HoldReleaseDelayed.why`). The bank said no for good: `already-settled` (refund instead),
 * `refused` (ask anew). No definite answer: `pending`, `unknown`, `unreachable` (ask again under the same key).
 */
export const releaseDelays = ['already-settled', 'refused', 'pending', 'unknown', 'unreachable'] as const;

/** R25: what is left to give back, and the try to make next. */
export interface HoldToRelease {
  readonly of: string;
  readonly amount: Money;
  readonly askedAt: string;
  /** Absent while the bank's answer is not known: look the hold up by its key `of` first. */
  readonly holdId?: string;
  /** The key of a try is used up by a definite answer; until then the same one is sent again. */
  readonly next: { readonly key: string; readonly how: 'void' | 'refund'; readonly attempt: number };
}

/**
 * R4, R25: the hold that is still to be given back, if any. Armed from HoldAsked on, whatever the bank said or did not
 * say; done only when it is declined, voided, refunded, or the bank never had it.
 */
export function holdToRelease(journey: Proof): HoldToRelease | undefined {
  const { hold } = journey;
  if (!hold || !(isOpenAtBank(hold) || hold.status === 'placed')) return undefined;
  const { key: of, amount, askedAt, holdId } = hold;
  return { of, amount, askedAt, ...(holdId !== undefined && { holdId }), next: nextTry(journey, hold) };
}

/**
 * R25: a try to give the hold back is about to be made. A repeat of the try under way adds nothing.
 * @throws {Refusal} `step-out-of-order`: the journey is open, nothing is left to release, or this is not the next try;
 * `bank-is-checking` while it is not known whether there is a hold.
 */
export function noteReleaseAsked(command: Note<'NoteReleaseAsked'>, journey: Proof, at: string): ProofWrites {
  const { key, of, how, attempt } = command;
  const { hold, status } = expectHold(journey, of);
  if (hold.release?.key === key) return {};
  if (status === 'open') throw new Refusal('step-out-of-order', 'the hold proves the card until the journey is over');
  if (awaitsAnswer(hold.status)) throw new Refusal('bank-is-checking', 'look the hold up first');
  const next = holdToRelease(journey)?.next;
  if (!next || (next.key !== key && !isRefundInstead(command, journey, hold))) {
    throw new Refusal('step-out-of-order', `not the next release: ${key}`);
  }
  return { journey: [{ type: 'HoldReleaseAsked', at, data: { key, of, how, attempt } }] };
}

/** R25: the bank did not give the hold back yet; it is tried again at `tryAgainAt`. Nothing if it went back meanwhile. */
export function noteReleaseDelayed(command: Note<'NoteReleaseDelayed'>, journey: Proof, at: string): ProofWrites {
  const { key, of, why, tryAgainAt } = command;
  const { hold } = expectHold(journey, of);
  const delayed = hold.release?.key === key ? hold.release.delayed : undefined;
  const isRepeat = delayed?.why === why && delayed.tryAgainAt === tryAgainAt;
  if (!holdToRelease(journey) || isRepeat) return {};
  return { journey: [{ type: 'HoldReleaseDelayed', at, data: { key, of, why, tryAgainAt } }] };
}

/** R4, D4: the hold went back. `bankShowsBy` is told apart from our own part, which is done. A repeat adds nothing. */
export function noteReleased(
  command: Note<'NoteVoided'> | Note<'NoteRefunded'>,
  journey: Proof,
  at: string,
): ProofWrites {
  const { key, of, holdId } = command;
  const { hold, policy } = expectHold(journey, of);
  if (wasGivenBack(hold)) return {};
  const type = command.type === 'NoteVoided' ? 'HoldVoided' : 'HoldRefunded';
  const bankShowsBy = later(at, policy.bankShowsReleaseMs);
  return { journey: [{ type, at, data: { key, of, holdId, bankShowsBy } }] };
}

/**
 * The bank never had this hold. Not found is not "no": it counts only once the bank was asked for `unknownHoldMs`.
 * @throws {Refusal} `bank-is-checking` before that, with `retryAt`.
 */
export function noteNothingHeld({ of }: Note<'NoteNothingHeld'>, journey: Proof, at: string): ProofWrites {
  const { hold, policy } = expectHold(journey, of);
  if (!awaitsAnswer(hold.status)) return {};
  const retryAt = later(hold.askedAt, policy.unknownHoldMs);
  if (at < retryAt) throw new Refusal('bank-is-checking', 'ask the bank again', { retryAt });
  return { journey: [{ type: 'NothingWasHeld', at, data: { of } }] };
}

function nextTry(journey: Proof, hold: Hold): HoldToRelease['next'] {
  const { release, tries } = hold;
  if (release && !isUsedUp(hold)) return { key: release.key, how: release.how, attempt: release.attempt };
  const how = release && (release.how === 'refund' || release.delayed?.why === 'already-settled') ? 'refund' : 'void';
  const attempt = tries[how] + 1;
  return { key: tryKey(journey, how, attempt), how, attempt };
}

/** D4: a hold that turns out settled is refunded, unless a try without an answer is still under way. */
function isRefundInstead({ key, how }: Note<'NoteReleaseAsked'>, journey: Proof, hold: Hold): boolean {
  const isFree = !hold.release || isUsedUp(hold);
  return isFree && how === 'refund' && key === tryKey(journey, how, hold.tries.refund + 1);
}

/** A definite no used the newest try's key up. */
function isUsedUp({ release }: Hold): boolean {
  return release?.delayed?.why === 'already-settled' || release?.delayed?.why === 'refused';
}

function tryKey(journey: Proof, how: 'void' | 'refund', attempt: number): string {
  return `${expectStarted(journey).journeyId}/${how}/${attempt}`;
}
