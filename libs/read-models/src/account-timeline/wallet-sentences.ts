import type { WalletEvent } from '@onfile/domain';
import type { Sentence } from './sentence';

/** What happened to the cards on file. The bank's raw codes are for staff (R33); tokens are for nobody. */
export const walletSentences: { readonly [Type in WalletEvent['type']]: Sentence<Type> } = {
  CardAdded: {
    key: 'card-added',
    details: ({ cardId, journeyId, card }) => ({ cardId, journeyId, brand: card.brand, last4: card.last4 }),
  },
  DefaultCardSet: { key: 'default-card-set', details: ({ cardId, because }) => ({ cardId, because }) },
  CardsReordered: { key: 'cards-reordered', details: ({ order }) => ({ order }) },
  CardDeclined: { key: 'card-declined', details: ({ cardId, of }) => ({ cardId, of }) },
  CardBlocked: { key: 'card-blocked', details: ({ cardId, group, of }) => ({ cardId, group, of }) },
  CardUnblocked: { key: 'card-unblocked', details: ({ cardId, because }) => ({ cardId, because }) },
  ValidityChangeOpened: {
    key: 'validity-change-opened',
    details: ({ cardId, changeId }) => ({ cardId, changeId }),
  },
  ValidityChangeClosed: {
    key: 'validity-change-closed',
    details: ({ cardId, changeId, outcome }) => ({ cardId, changeId, outcome }),
  },
  CardValidityChanged: {
    key: 'card-validity-changed',
    details: ({ cardId, card, replaced }) => ({ cardId, from: replaced.expiry, to: card.expiry }),
  },
  CardUpdated: {
    key: 'card-updated',
    details: ({ cardId, card, replaced }) => ({
      cardId,
      from: `${replaced.last4} ${replaced.expiry}`,
      to: `${card.last4} ${card.expiry}`,
    }),
  },
  CardExpiryWarned: {
    key: 'card-expiry-warned',
    details: ({ cardId, expiry, daysBefore }) => ({ cardId, expiry, daysBefore }),
  },
  CardExpired: { key: 'card-expired', details: ({ cardId, expiry }) => ({ cardId, expiry }) },
  CardTokenDestroyed: { key: 'card-token-destroyed', details: ({ cardId }) => ({ cardId }) },
  CardRemoved: {
    key: 'card-removed',
    details: ({ cardId, card, because }) => ({ cardId, brand: card.brand, last4: card.last4, because }),
  },
};
