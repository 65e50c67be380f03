import { resultOf, type HoldResult } from './ask-hold';
import type { BankNews } from './bank-news';
import { findHold } from './card-network';

/** A bank page that a person is looking at (R29). */
export interface OpenBankPage {
  readonly key: string;
  /** ISO instant; nothing heard by then ends the wait. */
  readonly closesAt: string;
  readonly pollMs: number;
}

/** How the bank page ended. `stopped`: the journey was over first. */
export type BankPageResult =
  Exclude<HoldResult, { outcome: 'needs-bank-page' | 'unknown' }> | { outcome: 'timed-out' | 'stopped' };

/**
 * Waits for the bank. A hint or the poll makes it look the hold up, and only the gateway's own answer counts: a forged
 * return, a notice sent twice or one that comes late change nothing.
 */
export async function awaitBank(page: OpenBankPage, news: BankNews, isOver: () => boolean): Promise<BankPageResult> {
  const left = () => Date.parse(page.closesAt) - Date.now();
  for (;;) {
    await news.wait(Math.min(page.pollMs, left()), isOver);
    if (isOver()) return { outcome: 'stopped' };
    const standing = await findHold(page.key);
    const result = standing.outcome === 'not-found' ? standing : resultOf(standing);
    switch (result.outcome) {
      case 'held':
      case 'declined':
      case 'gone':
        return result;
      case 'needs-bank-page':
      case 'not-found':
      case 'unknown':
        if (left() <= 0) return { outcome: 'timed-out' };
    }
  }
}
