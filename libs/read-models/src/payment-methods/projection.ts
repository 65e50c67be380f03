import { FactOutOfPlace, type FoldedModel } from '../read-model';
import type { ShownFact } from '../followed';
import { type CardOnFile, type PaymentMethodsRow, paymentMethodsTable } from './table';

/** R34–R36: the wallet as the Payment Methods page shows it. One row an account. */
export const paymentMethods: FoldedModel<PaymentMethodsRow> = {
  name: 'payment-methods',
  table: paymentMethodsTable,
  categories: ['wallet'],
  shape: 'folded',
  keyOf: (fact, source) => (fact.type === 'CardAdded' || fact.type === 'DefaultCardSet' ? source.id : undefined),
  project: (row, fact, source) => {
    const before = row ?? { accountId: source.id, cards: [], defaultCardId: null };
    switch (fact.type) {
      case 'CardAdded':
        return { ...before, cards: [...before.cards, cardOnFile(fact)] };
      case 'DefaultCardSet':
        if (!before.cards.some((card) => card.cardId === fact.data.cardId))
          throw new FactOutOfPlace(fact.type, 'its card');
        return { ...before, defaultCardId: fact.data.cardId };
      default:
        return before; // facts this page does not show
    }
  },
};

function cardOnFile({ at, data }: Extract<ShownFact, { type: 'CardAdded' }>): CardOnFile {
  const { brand, last4, expiry, funding, issuingCountry } = data.card;
  return { cardId: data.cardId, journeyId: data.journeyId, brand, last4, expiry, funding, issuingCountry, addedAt: at };
}
