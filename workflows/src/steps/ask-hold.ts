import type { Money } from '@onfile/domain';
import { patched } from '@temporalio/workflow';
import type { BankNews } from './bank-news';
import { findHold, placeHold } from './card-network';
import type { HoldAnswer, HoldStanding } from './hold-activities';

/** One hold to ask for, whichever process it proves a card for. */
export interface HoldOrder {
  readonly key: string;
  readonly token: string;
  readonly amount: Money;
  readonly journeyId: string;
  /** ISO instant until which an outcome is looked for. */
  readonly askUntil: string;
  /** ISO instant until which it may be sent; from then on it is only looked for. */
  readonly sendUntil: string;
}

/** What came of it. `gone`: it was already given back. `unknown`: `askUntil` has passed without an answer. */
export type HoldResult = HoldAnswer | { outcome: 'gone' };

const FIRST_LOOK_MS = 2_000;
const LONGEST_LOOK_MS = 10 * 60_000;

/**
 * Asks for the hold until its outcome is known. An unknown outcome is told to `noteUnknown` once, then looked up by key
 * with growing pauses and never guessed; where the gateway does not know the key, the same key is sent again, which
 * never holds twice. Towards the end it is only looked up: whoever then says "not found" speaks of a request that had its
 * time to arrive, and of a key that the gateway still keeps.
 */
export async function askHold(order: HoldOrder, news: BankNews, noteUnknown: () => Promise<void>): Promise<HoldResult> {
  const first = await placeHold(request(order));
  if (first.outcome !== 'unknown') return first;
  await noteUnknown();
  for (let pauseMs = 0; Date.now() < Date.parse(order.askUntil); pauseMs = longer(pauseMs)) {
    if (pauseMs > 0) await news.wait(pauseMs);
    const standing = await findHold(order.key);
    const result = standing.outcome === 'not-found' ? await sendAgain(order) : resultOf(standing);
    if (result.outcome !== 'unknown') return result;
  }
  return { outcome: 'unknown' };
}

async function sendAgain(order: HoldOrder): Promise<HoldResult> {
  // Older builds sent it again to the very end.
  const isTooLate = Date.now() >= Date.parse(order.sendUntil) && patched('looks-only-at-the-end');
  return isTooLate ? { outcome: 'unknown' } : placeHold(request(order));
}

/** A standing as a result. Settled means that the hold was granted, and more (D4): its release refunds it. */
export function resultOf(standing: Exclude<HoldStanding, { outcome: 'not-found' }>): HoldResult {
  switch (standing.outcome) {
    case 'settled':
      return { outcome: 'held', holdId: standing.holdId };
    case 'voided':
    case 'refunded':
      return { outcome: 'gone' };
    case 'held':
    case 'needs-bank-page':
    case 'declined':
    case 'unknown':
      return standing;
  }
}

const request = ({ key, token, amount, journeyId }: HoldOrder) => ({ key, token, amount, journeyId });

const longer = (pauseMs: number): number => Math.min(pauseMs === 0 ? FIRST_LOOK_MS : pauseMs * 2, LONGEST_LOOK_MS);
