import type { CardNoticeName, TokenToDestroy } from '@onfile/workflows';
import { notice, type Reaction, type Reactions, type Source } from './reaction';

/** What follows from what happens to cards on file: mail, the end of tokens, and a look at what is left (D15). */
export const cardReactions: Reactions = {
  DefaultCardSet: ({ because }, source) => (because === 'chosen' ? [ofWallet('default-card-changed', source)] : []), // the first card is told of as such
  CardRemoved: ({ accountId, cardId, card }, source) => [
    ofWallet('card-removed', source),
    destroy({ accountId, cardId, token: card.token }),
  ],
  CardValidityChanged: ({ accountId, cardId, replaced }, source) => [
    ofWallet('card-validity-changed', source),
    destroy({ accountId, cardId, token: replaced.token }, source),
  ],
  CardUpdated: ({ accountId, cardId, replaced }, source) => [
    ofWallet('card-updated', source),
    destroy({ accountId, cardId, token: replaced.token }, source), // kept if it is the card's token still
  ],
  ValidityChangeFailed: ({ accountId, cardId, token }, source) => [
    notice({
      eventId: source.eventId,
      notice: 'card-validity-change-failed',
      accountId,
      stream: 'cardValidityChange',
      streamId: source.id,
    }),
    destroy({ accountId, cardId, token }, source),
  ],
  CardBlocked: ({ accountId }, source) => [ofWallet('card-blocked', source), review(accountId, source)],
  CardExpiryWarned: (_data, source) => [ofWallet('card-expires-soon', source)],
  CardExpired: (_data, source) => [ofWallet('card-expired', source)],
  PostpaymentSuspended: (_data, source) => [ofAccount('postpayment-suspended', source)],
  PostpaymentRestored: (_data, source) => [ofAccount('postpayment-restored', source)],
  PostpaymentGivenUp: (_data, source) => [ofAccount('postpayment-given-up', source)],
  ServiceTicketOpened: ({ ticketId }, { id: accountId }) => [
    {
      kind: 'start',
      workflow: 'serviceTicket',
      workflowId: `serviceTicket/${ticketId}`,
      args: [{ accountId, ticketId }],
    },
  ],
  CurrencyChosen: (_data, source) => [ofAccount('currency-changed', source)],
};

function ofWallet(name: CardNoticeName, { eventId, id }: Source): Reaction {
  return notice({ eventId, notice: name, accountId: id, stream: 'wallet', streamId: id });
}

function ofAccount(name: CardNoticeName, { eventId, id }: Source): Reaction {
  return notice({ eventId, notice: name, accountId: id, stream: 'account', streamId: id });
}

/** R39. A card is removed once; a token that was replaced or not accepted is named by the event that says so. */
function destroy(order: TokenToDestroy, replacedBy?: Source): Reaction {
  const workflowId = `cardRemoval/${order.cardId}${replacedBy ? `/${replacedBy.eventId}` : ''}`;
  return { kind: 'start', workflow: 'cardRemoval', workflowId, args: [order] };
}

function review(accountId: string, { eventId }: Source): Reaction {
  return {
    kind: 'start',
    workflow: 'cardReview',
    workflowId: `cardReview/${eventId}`,
    args: [{ accountId, eventId }],
  };
}
