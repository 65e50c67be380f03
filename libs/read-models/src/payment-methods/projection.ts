import type { WalletEvent } from '@onfile/domain';
import type { ShownFact } from '../followed';
import { FactOutOfPlace, type FoldedModel } from '../read-model';
import { type CardOnFile, type PaymentMethodsRow, paymentMethodsTable } from './table';

type Wallet = Omit<PaymentMethodsRow, 'revisions'>;
type FactOf<Type extends WalletEvent['type']> = Extract<WalletEvent, { type: Type }>;

/** Facts that change what the page shows; each is one version. */
const CHANGES = new Set<ShownFact['type']>([
  'CardAdded',
  'DefaultCardSet',
  'CardsReordered',
  'CardBlocked',
  'CardUnblocked',
  'CardValidityChanged',
  'CardUpdated',
  'CardRemoved',
]);
/** Facts that are shown, and that no decision of the customer has to know of. */
const NOTES = new Set<ShownFact['type']>(['ValidityChangeOpened', 'ValidityChangeClosed']);

/** R34–R36: the wallet as the Payment Methods page shows it. One row an account. */
export const paymentMethods: FoldedModel<PaymentMethodsRow> = {
  name: 'payment-methods',
  table: paymentMethodsTable,
  categories: ['wallet'],
  shape: 'folded',
  keyOf: (fact, source) => (CHANGES.has(fact.type) || NOTES.has(fact.type) ? source.id : undefined),
  project: (row, fact, source) => {
    const before: Wallet = row ?? { accountId: source.id, cards: [], defaultCardId: null, version: 0 };
    const after = changed(before, fact as WalletEvent);
    return CHANGES.has(fact.type) ? { ...after, version: before.version + 1 } : after;
  },
};

function changed(before: Wallet, fact: WalletEvent): Wallet {
  switch (fact.type) {
    case 'CardAdded':
      return { ...before, cards: [...before.cards, cardOnFile(fact)] };
    case 'DefaultCardSet':
      if (!before.cards.some((card) => card.cardId === fact.data.cardId)) {
        throw new FactOutOfPlace(fact.type, 'its card');
      }
      return { ...before, defaultCardId: fact.data.cardId };
    case 'CardsReordered':
      return { ...before, cards: inOrder(before.cards, fact.data.order) };
    case 'CardBlocked': {
      const { group, forGood } = fact.data;
      return withCard(before, fact.data.cardId, (card) => ({ ...card, blocked: { group, forGood } }));
    }
    case 'CardUnblocked':
      return withCard(before, fact.data.cardId, ({ blocked: _, ...card }) => card);
    case 'CardValidityChanged':
    case 'CardUpdated': {
      const { brand, last4, expiry, funding, issuingCountry } = fact.data.card;
      const now = { brand, last4, expiry, funding, issuingCountry };
      return withCard(before, fact.data.cardId, (card) => ({ ...card, ...now }));
    }
    case 'ValidityChangeOpened':
      return withCard(before, fact.data.cardId, (card) => ({ ...card, validityChangeId: fact.data.changeId }));
    case 'ValidityChangeClosed':
      return withCard(before, fact.data.cardId, ({ validityChangeId: _, ...card }) => card);
    case 'CardRemoved':
      return {
        ...before,
        cards: before.cards.filter(({ cardId }) => cardId !== fact.data.cardId),
        defaultCardId: before.defaultCardId === fact.data.cardId ? null : before.defaultCardId,
      };
    default:
      return before; // facts this page does not show
  }
}

function withCard(wallet: Wallet, cardId: string, change: (card: CardOnFile) => CardOnFile): Wallet {
  return { ...wallet, cards: wallet.cards.map((card) => (card.cardId === cardId ? change(card) : card)) };
}

function inOrder(cards: readonly CardOnFile[], order: readonly string[]): readonly CardOnFile[] {
  const place = ({ cardId }: CardOnFile) => (order.includes(cardId) ? order.indexOf(cardId) : order.length);
  return [...cards].sort((a, b) => place(a) - place(b));
}

function cardOnFile({ at, data }: FactOf<'CardAdded'>): CardOnFile {
  const { brand, last4, expiry, funding, issuingCountry } = data.card;
  return { cardId: data.cardId, journeyId: data.journeyId, brand, last4, expiry, funding, issuingCountry, addedAt: at };
}
