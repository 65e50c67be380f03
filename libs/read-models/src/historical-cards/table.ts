import type { CardBrand, ResultCode } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** One attempt of an account to put a card on file (R32–33). Fed by the stream of the attempt. */
export interface HistoricalCardRow extends ProjectedRow {
  readonly attemptId: string;
  readonly accountId: string;
  readonly kind: 'card-addition';
  readonly journeyId: string;
  /** Position of the attempt's first fact: the order of the history, the same in every rebuild. */
  readonly startedPosition: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: 'open' | 'succeeded' | 'failed' | 'abandoned';
  readonly result: ResultCode | null;
  readonly abandonedBecause: 'cancelled' | 'timed-out' | null;
  readonly tryAgainAfter: string | null;
  readonly cardId: string | null;
  readonly cardBrand: CardBrand | null;
  readonly cardLast4: string | null;
  readonly cardExpiry: string | null;
  /** The bank's own words, for staff only (R33). */
  readonly staffNetworkCode: string | null;
  readonly staffAdviceCode: string | null;
}

export const historicalCardsTable: Table<HistoricalCardRow> = {
  name: 'historical_cards',
  key: ['attemptId'],
  required: ['attemptId', 'accountId', 'kind', 'journeyId', 'startedPosition', 'startedAt', 'state', 'revisions'],
  columns: {
    attemptId: 'text',
    accountId: 'text',
    kind: 'text',
    journeyId: 'text',
    startedPosition: 'position',
    startedAt: 'instant',
    endedAt: 'instant',
    state: 'text',
    result: 'text',
    abandonedBecause: 'text',
    tryAgainAfter: 'instant',
    cardId: 'text',
    cardBrand: 'text',
    cardLast4: 'text',
    cardExpiry: 'text',
    staffNetworkCode: 'text',
    staffAdviceCode: 'text',
    revisions: 'json',
  },
  indexes: { historical_cards_by_account: '(account_id, started_position desc, attempt_id desc)' },
};
