import {
  billFigures,
  billPage,
  chargeTotals,
  deductionRunOf,
  deductionRunsOf,
  overdueAccounts,
  unbilledOfAccount,
  accountTimelineOf,
  historicalCardsForStaff,
  holdProof,
  holdsOf,
  holdTotals,
  openReadModels,
  paymentMethodsOf,
  waitForPosition,
} from '@onfile/read-models';
import type { Pool } from 'pg';
import type { Views } from '../views';

/** The read models in PostgreSQL, as the projector fills them. */
export function pgViews(pool: Pool): Views {
  const db = openReadModels(pool);
  return {
    reached: (position, timeoutMs) => waitForPosition(pool, position, timeoutMs),
    paymentMethods: (accountId) => paymentMethodsOf(db, accountId),
    historicalCards: (accountId, page) => historicalCardsForStaff(db, accountId, page),
    holds: (accountId, page) => holdsOf(db, accountId, page),
    accountTimeline: (accountId, page) => accountTimelineOf(db, accountId, page),
    bills: (filter, page) => billPage(db, filter, page),
    unbilledCharges: (accountId) => unbilledOfAccount(db, accountId),
    billFigures: (period) => billFigures(db, period),
    overdueAccounts: () => overdueAccounts(db),
    chargeTotals: (from, to) => chargeTotals(db, from, to),
    holdTotals: (from, to) => holdTotals(db, from, to),
    holdProof: (from, to) => holdProof(db, from, to),
    deductionRuns: () => deductionRunsOf(db),
    deductionRun: (period) => deductionRunOf(db, period),
  };
}
