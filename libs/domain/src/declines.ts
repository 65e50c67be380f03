import type { Decline } from './decline';
import { DECLINES } from './declines-table';
import { later } from './instant';

/** What an installation sets otherwise in the rows of section 6, by network code. */
export type DeclineChanges = Readonly<Record<string, Partial<Pick<Decline, 'sameCard' | 'triesBeforeNextCard'>>>>;

/** A decline after the merchant advice code had its say. */
export interface AdvisedDecline extends Decline {
  readonly advice?: 'new-card-data' | 'prepaid-or-virtual' | 'payer-cancelled';
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Advice codes that say when to come back, in milliseconds. */
const ADVISED_WAITS: Readonly<Record<string, number>> = {
  24: HOUR,
  25: DAY,
  26: 2 * DAY,
  27: 4 * DAY,
  28: 6 * DAY,
  29: 8 * DAY,
  30: 10 * DAY,
};

/** The row of a network code; a code that is not in the table is a refusal without a reason (05). */
export function declineOf(networkCode: string): Decline {
  return DECLINES[networkCode] ?? DECLINES['05']!;
}

/**
 * What is shown for a decline and what may be tried next (section 6), with what is set otherwise. A merchant advice code
 * overrides the row.
 */
export function declineFor(networkCode: string, adviceCode?: string, changes: DeclineChanges = {}): AdvisedDecline {
  const change = changes[networkCode];
  const row = change ? { ...declineOf(networkCode), ...change } : declineOf(networkCode);
  if (adviceCode === undefined) return row;
  const wait = ADVISED_WAITS[adviceCode];
  if (wait !== undefined) return advisedWait(row, wait);
  switch (adviceCode) {
    case '01':
      return { ...row, sameCard: { when: 'after', what: 'edit' }, advice: 'new-card-data' };
    case '02':
      return { ...row, sameCard: row.sameCard.when === 'later' ? row.sameCard : { when: 'later', waitsMs: [DAY] } };
    case '03':
      return { ...row, sameCard: { when: 'never' } };
    case '21':
      return { ...row, sameCard: { when: 'never' }, advice: 'payer-cancelled' };
    case '40':
    case '41':
    case '43':
      return { ...row, sameCard: { when: 'never' }, advice: 'prepaid-or-virtual' };
    default:
      return row;
  }
}

/** The card is left alone for as long as the bank says; bills go on to the next one at once. */
function advisedWait({ triesBeforeNextCard: _, ...row }: Decline, ms: number): Decline {
  return { ...row, sameCard: { when: 'later', waitsMs: [ms] } };
}

/** The instant from which the same card may be tried again, where time alone decides it. */
export function tryAgainAfter(decline: Decline, at: string): string | undefined {
  const { sameCard } = decline;
  return sameCard.when === 'later' ? later(at, sameCard.waitsMs[0] ?? 0) : undefined;
}
