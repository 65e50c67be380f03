import type { CurrencyCode, HoldRounding } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** Where a hold stands. The last four are ends: nothing of it is left to do. */
export type HoldStatus =
  'asked' | 'unknown' | 'placed' | 'releasing' | 'release-late' | 'declined' | 'voided' | 'refunded' | 'nothing-held';

/** States in which money may still be held and a release is due (R25). */
export const OPEN_HOLD: readonly HoldStatus[] = ['asked', 'unknown', 'placed', 'releasing', 'release-late'];

/** One $1 (R3, R24, X2): asked, placed, released. Fed by the stream of the journey that asked for it. */
export interface HoldRow extends ProjectedRow {
  /** The key under which the hold was asked for. */
  readonly holdKey: string;
  readonly journeyId: string;
  readonly accountId: string;
  readonly status: HoldStatus;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly rate: string;
  readonly rateAsOf: string;
  readonly rateSource: string;
  readonly rounding: HoldRounding;
  /** The bank's own id of the hold. */
  readonly holdId: string | null;
  readonly askedPosition: string;
  readonly askedAt: string;
  readonly placedAt: string | null;
  readonly declinedAt: string | null;
  readonly releaseAskedAt: string | null;
  readonly releaseAttempts: number;
  /** First time that the bank did not take the release. */
  readonly lateSince: string | null;
  readonly tryAgainAt: string | null;
  /** Released by us … */
  readonly releasedAt: string | null;
  /** … and the bank shows it to the customer by then (R4, R25). */
  readonly bankShowsBy: string | null;
}

export const holdsTable: Table<HoldRow> = {
  name: 'holds',
  key: ['holdKey'],
  required: [
    'holdKey',
    'journeyId',
    'accountId',
    'status',
    'amountMinor',
    'currency',
    'askedPosition',
    'askedAt',
    'revisions',
  ],
  columns: {
    holdKey: 'text',
    journeyId: 'text',
    accountId: 'text',
    status: 'text',
    amountMinor: 'minor',
    currency: 'text',
    rate: 'text',
    rateAsOf: 'instant',
    rateSource: 'text',
    rounding: 'text',
    holdId: 'text',
    askedPosition: 'position',
    askedAt: 'instant',
    placedAt: 'instant',
    declinedAt: 'instant',
    releaseAskedAt: 'instant',
    releaseAttempts: 'integer',
    lateSince: 'instant',
    tryAgainAt: 'instant',
    releasedAt: 'instant',
    bankShowsBy: 'instant',
    revisions: 'json',
  },
  indexes: {
    holds_by_account: '(account_id, asked_position desc, hold_key desc)',
    holds_by_bank_id: '(hold_id)', // operators look for holds by the bank's own id
    holds_open_by_age: `(asked_at, hold_key) where status in ('asked', 'unknown', 'placed', 'releasing', 'release-late')`,
  },
};
