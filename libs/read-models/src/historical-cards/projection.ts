import type { CardAdditionFailure } from '@onfile/domain';
import type { ShownFact } from '../followed';
import { FactOutOfPlace, type FoldedModel, type Source } from '../read-model';
import { type HistoricalCardRow, historicalCardsTable } from './table';

type Attempt = Omit<HistoricalCardRow, 'revisions'>;
type FactOf<Type extends ShownFact['type']> = Extract<ShownFact, { type: Type }>;

const SHOWN = new Set<ShownFact['type']>([
  'CardAdditionStarted',
  'CardSubmitted',
  'CardAdditionSucceeded',
  'CardAdditionFailed',
  'CardAdditionAbandoned',
  'ValidityChangeStarted',
  'ValidityChangeSucceeded',
  'ValidityChangeFailed',
  'HoldReleaseDelayed',
  'HoldVoided',
  'HoldRefunded',
  'NothingWasHeld',
]);

/** R31–R33: every attempt with its Result, every change of validity, every card that was deleted. One row an entry. */
export const historicalCards: FoldedModel<HistoricalCardRow> = {
  name: 'historical-cards',
  table: historicalCardsTable,
  categories: ['cardAddition', 'cardValidityChange', 'wallet'],
  shape: 'folded',
  keyOf: (fact, source) => {
    if (fact.type === 'CardRemoved') return `removal-${fact.data.cardId}`;
    return SHOWN.has(fact.type) ? source.id : undefined;
  },
  project: (row, fact, source) => {
    if (fact.type === 'CardAdditionStarted') return { ...opened(fact.at, source), accountId: fact.data.accountId };
    if (fact.type === 'ValidityChangeStarted') return changeStarted(fact, source);
    if (fact.type === 'CardRemoved') return removed(fact, source);
    if (!row) throw new FactOutOfPlace(fact.type, 'CardAdditionStarted');
    return { ...row, ...changeBy(fact, row) };
  },
};

function opened(at: string, source: Source): Omit<Attempt, 'accountId'> {
  return {
    attemptId: source.id,
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
    previousExpiry: null,
    staffNetworkCode: null,
    staffAdviceCode: null,
  };
}

function changeStarted({ at, data }: FactOf<'ValidityChangeStarted'>, source: Source): Attempt {
  const { accountId, cardId, card, from } = data;
  const shown = { cardBrand: card.brand, cardLast4: card.last4, cardExpiry: card.expiry, previousExpiry: from };
  return { ...opened(at, source), accountId, kind: 'validity-change', cardId, ...shown };
}

function removed({ at, data }: FactOf<'CardRemoved'>, source: Source): Attempt {
  const { cardId, card } = data;
  return {
    ...opened(at, source),
    ...{ attemptId: `removal-${cardId}`, accountId: source.id, kind: 'card-removal', journeyId: cardId, cardId },
    ...{ state: 'succeeded', endedAt: at },
    ...{ cardBrand: card.brand, cardLast4: card.last4, cardExpiry: card.expiry },
  };
}

function changeBy(fact: ShownFact, { state, result }: Attempt): Partial<Attempt> {
  switch (fact.type) {
    case 'CardSubmitted': {
      const { brand, last4, expiry } = fact.data.card;
      return { cardBrand: brand, cardLast4: last4, cardExpiry: expiry };
    }
    case 'CardAdditionSucceeded':
    case 'ValidityChangeSucceeded':
      return { state: 'succeeded', endedAt: fact.at, cardId: fact.data.cardId };
    case 'CardAdditionFailed':
    case 'ValidityChangeFailed':
      return failed(fact.at, fact.data);
    case 'CardAdditionAbandoned':
      return { state: 'abandoned', endedAt: fact.at, abandonedBecause: fact.data.because };
    case 'HoldReleaseDelayed':
      // The Result of what failed is why it failed; its hold is told by the page of holds.
      return state === 'succeeded' ? { result: 'hold-release-late' } : {};
    case 'HoldVoided':
    case 'HoldRefunded':
    case 'NothingWasHeld':
      return result === 'hold-release-late' ? { result: null } : {};
    default:
      return {}; // facts this page does not show
  }
}

function failed(at: string, { result, tryAgainAfter, networkCode, adviceCode }: CardAdditionFailure): Partial<Attempt> {
  return {
    state: 'failed',
    endedAt: at,
    result,
    tryAgainAfter: tryAgainAfter ?? null,
    staffNetworkCode: networkCode ?? null,
    staffAdviceCode: adviceCode ?? null,
  };
}
