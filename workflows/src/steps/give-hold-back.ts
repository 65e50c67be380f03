import { later, type HoldToRelease, type NoteCommand, type releaseDelays } from '@onfile/domain';
import type { BankNews } from './bank-news';
import { findHold, releaseHold } from './card-network';
import type { HoldStanding, ReleaseAnswer } from './hold-activities';

/** What a process notes of its hold on the way back. */
export type ReleaseNote = Extract<
  NoteCommand,
  {
    type:
      | 'NoteHoldPlaced'
      | 'NoteHoldDeclined'
      | 'NoteBankPage'
      | 'NoteReleaseAsked'
      | 'NoteReleaseDelayed'
      | 'NoteVoided'
      | 'NoteRefunded'
      | 'NoteNothingHeld';
  }
>;

/** The process that a hold belongs to: what is left of it by the log, and its only pen. */
export interface HoldBook {
  readonly left: () => HoldToRelease | undefined;
  /** Whether the log has the bank's yes. */
  readonly isPlaced: () => boolean;
  readonly note: (note: ReleaseNote) => Promise<void>;
}

/** Times of the release, out of the policy that the journey started under. */
export interface ReleaseTimes {
  /** Pauses between tries; the last one repeats. */
  readonly retryMs: readonly number[];
  readonly giveUpMs: number;
  /** How long, from asking on, a hold that the bank does not know is looked for. */
  readonly unknownMs: number;
}

type Delay = (typeof releaseDelays)[number];
type Progress = 'went-back' | { readonly delayed: Delay; readonly key: string };

/** Pauses while the bank is asked whether it ever had the hold. */
const LOOK_MS = [10_000, 60_000, 5 * 60_000, 15 * 60_000];

/**
 * Gives a hold back, however it stands: asks for it by its own key first, voids it, refunds it if it settled (D4), and
 * tries again for days (R25). Ends when the log says that nothing is left, or after `giveUpMs`, when the nightly sweep
 * takes over. To be run in a non-cancellable scope.
 */
export async function giveHoldBack(book: HoldBook, times: ReleaseTimes, news: BankNews): Promise<void> {
  const giveUpAt = Date.now() + times.giveUpMs;
  for (let waits = 0, hold = book.left(); hold; hold = book.left(), waits += 1) {
    const { of: key } = hold;
    const standing: HoldStanding = isKnown(hold, book, waits)
      ? { outcome: 'held', holdId: hold.holdId }
      : await findHold(key);
    if (standing.outcome === 'not-found' && hold.holdId === undefined) {
      await lookAgain(hold, book, times, news, waits);
      continue;
    }
    const progress = await move(hold, standing, book);
    if (progress === 'went-back') continue;
    if (Date.now() >= giveUpAt) return;
    const pauseMs = progress.delayed === 'already-settled' ? 0 : pauseOf(times.retryMs, waits);
    await noteDelay(hold, progress, pauseMs, book);
    if (pauseMs > 0) await news.wait(pauseMs);
  }
}

/** The bank has just said yes: the first try need not ask it again. */
function isKnown(hold: HoldToRelease, book: HoldBook, waits: number): hold is HoldToRelease & { holdId: string } {
  return waits === 0 && book.isPlaced() && hold.holdId !== undefined;
}

/** One step of the release, out of how the hold stands at the bank now. */
async function move({ of, next }: HoldToRelease, standing: HoldStanding, book: HoldBook): Promise<Progress> {
  switch (standing.outcome) {
    case 'voided':
      return wentBack(book, { type: 'NoteVoided', key: next.key, of, holdId: standing.holdId });
    case 'refunded':
      return wentBack(book, { type: 'NoteRefunded', key: next.key, of, holdId: standing.holdId });
    case 'declined': {
      const { networkCode, adviceCode } = standing;
      await book.note({ type: 'NoteHoldDeclined', key: of, networkCode, adviceCode });
      // It told us of a hold before: ask until it says which.
      return book.left() ? { delayed: 'unknown', key: next.key } : 'went-back';
    }
    case 'held':
    case 'settled':
      if (!book.isPlaced()) await book.note({ type: 'NoteHoldPlaced', key: of, holdId: standing.holdId });
      return ask(book, standing.holdId);
    case 'needs-bank-page': {
      const { holdId, bankPageUrl: url } = standing;
      await book.note({ type: 'NoteBankPage', key: of, holdId, url });
      return ask(book, holdId);
    }
    case 'unknown':
    case 'not-found':
      return { delayed: 'unknown', key: next.key };
  }
}

/** Makes the next numbered try; its key is on record before the call. */
async function ask(book: HoldBook, holdId: string): Promise<Progress> {
  const hold = book.left();
  if (!hold) return 'went-back';
  const { of } = hold;
  const { key, how, attempt } = hold.next;
  await book.note({ type: 'NoteReleaseAsked', key, of, how, attempt });
  const answer = await releaseHold({ key, holdId, how });
  if (answer.outcome === 'released') {
    return wentBack(book, { type: how === 'void' ? 'NoteVoided' : 'NoteRefunded', key, of, holdId });
  }
  return { delayed: whyDelayed(answer), key };
}

function whyDelayed(answer: Exclude<ReleaseAnswer, { outcome: 'released' }>): Delay {
  if (answer.outcome !== 'refused') return answer.outcome;
  return answer.reason === 'already-settled' ? 'already-settled' : 'refused';
}

async function wentBack(book: HoldBook, note: ReleaseNote): Promise<Progress> {
  await book.note(note);
  return 'went-back';
}

async function noteDelay(
  { of }: HoldToRelease,
  { delayed: why, key }: Exclude<Progress, string>,
  pauseMs: number,
  book: HoldBook,
): Promise<void> {
  const tryAgainAt = later(new Date().toISOString(), pauseMs);
  await book.note({ type: 'NoteReleaseDelayed', key, of, why, tryAgainAt });
}

/** Not found is not "no": looks again until `unknownMs` have passed since the hold was asked for. */
async function lookAgain(
  { of, askedAt }: HoldToRelease,
  book: HoldBook,
  times: ReleaseTimes,
  news: BankNews,
  waits: number,
): Promise<void> {
  const leftMs = Date.parse(askedAt) + times.unknownMs - Date.now();
  if (leftMs <= 0) return book.note({ type: 'NoteNothingHeld', of });
  await news.wait(Math.min(leftMs, pauseOf(LOOK_MS, waits)));
}

const pauseOf = (pauses: readonly number[], n: number): number => pauses[Math.min(n, pauses.length - 1)] ?? 0;
