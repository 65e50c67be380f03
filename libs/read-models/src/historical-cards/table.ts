import type { CardBrand, ResultCode, WhyAbandoned } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** What an entry of the history is about: a card that was added or not, whose date was changed or not, that was deleted. */
export type HistoryKind = 'card-addition' | 'validity-change' | 'card-removal';

/** One entry of an account's card history (R32–33). Fed by the stream of the attempt, or the wallet's for a deletion. */
export interface HistoricalCardRow extends ProjectedRow {
  readonly attemptId: string;
  readonly accountId: string;
  readonly kind: HistoryKind;
  /** Of the attempt; of a deletion the card's. */
  readonly journeyId: string;
  /** Position of the attempt's first fact: the order of the history, the same in every rebuild. */
  readonly startedPosition: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: 'open' | 'succeeded' | 'failed' | 'abandoned';
  /** Why it failed; of one that succeeded only `hold-release-late`, while its hold is (section 5). */
  readonly result: ResultCode | null;
  readonly abandonedBecause: WhyAbandoned | null;
  readonly tryAgainAfter: string | null;
  readonly cardId: string | null;
  readonly cardBrand: CardBrand | null;
  readonly cardLast4: string | null;
  readonly cardExpiry: string | null;
  /** Of a validity change: the date before it. */
  readonly previousExpiry: string | null;
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
    previousExpiry: 'text',
    staffNetworkCode: 'text',
    staffAdviceCode: 'text',
    revisions: 'json',
  },
  indexes: {
    historical_cards_by_account: '(account_id, started_position desc, attempt_id desc)',
    historical_cards_by_place: '(started_position desc, attempt_id desc)',
    historical_cards_by_last4: '(card_last4, started_position desc)',
    // Operators count journeys by how they stand: of nothing but the state, it is a hundredth of the table.
    historical_cards_states: `(state) where kind <> 'card-removal'`,
    historical_cards_open: `(started_at) where state = 'open'`,
  },
};
