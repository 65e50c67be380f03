import type { ShownFact } from '../followed';
import { FactOutOfPlace, type FoldedModel, type Source } from '../read-model';
import { type HistoricalCardRow, historicalCardsTable } from './table';

type Attempt = Omit<HistoricalCardRow, 'revisions'>;

const SHOWN = new Set<ShownFact['type']>([
  'CardAdditionStarted',
  'CardSubmitted',
  'CardAdditionSucceeded',
  'CardAdditionFailed',
  'CardAdditionAbandoned',
]);

/** R31–R33: every attempt with its Result. One row an attempt. */
export const historicalCards: FoldedModel<HistoricalCardRow> = {
  name: 'historical-cards',
  table: historicalCardsTable,
  categories: ['cardAddition'],
  shape: 'folded',
  keyOf: (fact, source) => (SHOWN.has(fact.type) ? source.id : undefined),
  project: (row, fact, source) => {
    if (fact.type === 'CardAdditionStarted') return started(fact, source);
    if (!row) throw new FactOutOfPlace(fact.type, 'CardAdditionStarted');
    return { ...row, ...changeBy(fact) };
  },
};

function started({ at, data }: Extract<ShownFact, { type: 'CardAdditionStarted' }>, source: Source): Attempt {
  return {
    attemptId: source.id,
    accountId: data.accountId,
    kind: 'card-addition',
    journeyId: source.id,
    startedPosition: source.position,
    startedAt: at,
    endedAt: null,
    state: 'open',
    result: null,
    abandonedBecause: null,
    tryAgainAfter: null,
    cardId: null,
    cardBrand: null,
    cardLast4: null,
    cardExpiry: null,
    staffNetworkCode: null,
    staffAdviceCode: null,
  };
}

function changeBy(fact: ShownFact): Partial<Attempt> {
  switch (fact.type) {
    case 'CardSubmitted': {
      const { brand, last4, expiry } = fact.data.card;
      return { cardBrand: brand, cardLast4: last4, cardExpiry: expiry };
    }
    case 'CardAdditionSucceeded':
      return { state: 'succeeded', endedAt: fact.at, cardId: fact.data.cardId };
    case 'CardAdditionFailed':
      return {
        state: 'failed',
        endedAt: fact.at,
        result: fact.data.result,
        tryAgainAfter: fact.data.tryAgainAfter ?? null,
        staffNetworkCode: fact.data.networkCode ?? null,
        staffAdviceCode: fact.data.adviceCode ?? null,
      };
    case 'CardAdditionAbandoned':
      return { state: 'abandoned', endedAt: fact.at, abandonedBecause: fact.data.because };
    default:
      return {}; // facts this page does not show
  }
}
