import type { CardAdditionFailure } from './card-addition/events';
import { declineFor, declineOf } from './declines';

/** 3-D Secure's transStatus, as the network names it. */
export type TransStatus = 'Y' | 'A' | 'C' | 'D' | 'N' | 'R' | 'U' | 'I';

/** What each transStatus asks of us (section 6): the hold goes on, the bank page is shown, or nothing is sent. */
export const TRANS_STATUS: Readonly<Record<TransStatus, 'go-on' | 'show-bank-page' | 'not-confirmed' | 'unavailable'>> =
  {
    Y: 'go-on',
    A: 'go-on',
    I: 'go-on',
    C: 'show-bank-page',
    D: 'show-bank-page',
    N: 'not-confirmed',
    R: 'not-confirmed',
    U: 'unavailable',
  };

/** A definite no of the card gateway, with all that it may tell of the why. */
export interface BankRefusal {
  readonly networkCode: string;
  readonly adviceCode?: string;
  readonly transStatus?: TransStatus;
  /** How the bank page ended without a yes. */
  readonly bankPage?: 'cancelled' | 'failed';
  /** Only a mismatch fails a card; "not processed" and "not supported" do not. */
  readonly securityCode?: 'mismatch';
}

/** The Result of a journey whose hold the bank refused: the bank page first, then the security code, then the code. */
export function failureFor(refusal: BankRefusal): CardAdditionFailure {
  const { networkCode, adviceCode, transStatus, bankPage, securityCode } = refusal;
  const behind = { networkCode, ...(adviceCode !== undefined && { adviceCode }) };
  const verdict = transStatus && TRANS_STATUS[transStatus];
  if (bankPage === 'cancelled') return { result: 'bank-page-cancelled', ...behind };
  if (verdict === 'unavailable') return { result: 'system-error', ...behind };
  if (verdict === 'not-confirmed' || bankPage === 'failed') return { result: 'bank-rejected', ...behind };
  if (securityCode === 'mismatch') return { result: 'data-wrong-or-too-many-tries', ...behind };
  if (declineFor(networkCode, adviceCode).advice === 'prepaid-or-virtual')
    return { result: 'prepaid-or-virtual', ...behind };
  return { result: 'hold-declined', ...behind };
}

/** D16: whether a failed journey is one of the three that bring the day's wait. Faults of ours or of nobody are not. */
export function countsAsFailure({ result, networkCode }: CardAdditionFailure): boolean {
  if (NOT_THE_PERSONS.includes(result)) return false;
  if (result !== 'hold-declined' || networkCode === undefined) return true;
  const { whoCanFix } = declineOf(networkCode);
  return whoCanFix === 'person' || whoCanFix === 'bank';
}

const NOT_THE_PERSONS: readonly string[] = [
  'system-error',
  'hold-result-unknown',
  'session-expired',
  'hold-release-late',
  'card-removed-meanwhile',
  'cancelled-by-us',
];
