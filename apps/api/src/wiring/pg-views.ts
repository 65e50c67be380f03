import {
  accountTimelineOf,
  historicalCardsForStaff,
  holdsOf,
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
  };
}
