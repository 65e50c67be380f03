import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, newKey } from '../../api/client';
import { forecastQuery } from '../../api/bill-queries';
import { historyQuery, meQuery, paymentMethodsQuery, type Card } from '../../api/queries';
import { useWords } from '../../words/words';

/** The cards on file, with the version that a decision is made on. */
export interface Methods {
  readonly accountId: string;
  readonly revision: number;
  readonly cards: Card[];
}

/** R40, D17: the ways out of what can not be deleted as it is. */
export interface WayOut {
  readonly newDefault?: string;
  readonly giveUp?: boolean;
}

interface Headers {
  readonly 'If-Match': string;
  readonly 'Idempotency-Key': string;
}

interface Command {
  readonly said: string;
  /** How the cards will stand; they are shown so while it is being saved. */
  readonly order?: readonly string[];
  readonly send: (headers: Headers) => Promise<Methods>;
}

/** A command as it was given: sent again it is the same one, whatever the cards have become since. */
interface Given extends Command {
  readonly headers: Headers;
}

/**
 * What a person does with the cards. Each command names the version of the cards that was looked at: where another tab
 * was faster, nothing is done and the cards are shown as they are now (R34).
 */
export function useWallet(methods: Methods) {
  const { done } = useWords().messages.wallet;
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const doing = useMutation({
    mutationFn: ({ send, headers }: Given) => send(headers),
    onSuccess: (now, command) => {
      client.setQueryData(paymentMethodsQuery.queryKey, now);
      setSaid(command.said);
      for (const { queryKey } of [meQuery, forecastQuery, historyQuery]) void client.invalidateQueries({ queryKey });
    },
    onError: () => client.invalidateQueries(paymentMethodsQuery),
  });
  const give = (command: Command, then?: () => void): void => {
    const headers = { 'If-Match': `"${methods.revision}"`, 'Idempotency-Key': newKey() };
    doing.mutate({ ...command, headers }, then && { onSuccess: then });
  };
  const order = doing.isPending ? doing.variables.order : undefined;
  return {
    said,
    isPending: doing.isPending,
    error: doing.error,
    reset: doing.reset,
    /** The cards in the order that was just chosen, while it is being saved. */
    shown: order ? inOrder(methods.cards, order) : methods.cards,
    setDefault: (cardId: string) =>
      give({
        said: done.default,
        order: [cardId, ...methods.cards.map((card) => card.cardId).filter((id) => id !== cardId)],
        send: (header) => answered(api.PUT('/v1/payment-methods/default', { params: { header }, body: { cardId } })),
      }),
    reorder: (wanted: string[]) =>
      give({
        said: isDefaultFirst(methods, wanted) ? done.order : done.default,
        order: wanted,
        send: sendOrder(methods, wanted),
      }),
    remove: (cardId: string, { newDefault, giveUp }: WayOut, then: () => void) =>
      give(
        {
          said: done.deleted,
          send: (header) => {
            const query = { ...(newDefault && { newDefault }), ...(giveUp && { giveUpPostpayment: 'true' as const }) };
            const params = { header, path: { cardId }, query };
            return answered(api.DELETE('/v1/payment-methods/{cardId}', { params }));
          },
        },
        then,
      ),
  };
}

/** What {@link useWallet} gives. */
export type WalletCommands = ReturnType<typeof useWallet>;

const isDefaultFirst = ({ cards }: Methods, [first]: readonly string[]): boolean =>
  cards.some(({ cardId, isDefault }) => isDefault && cardId === first);

/** The default is always the first: a card that is moved before it becomes the default, then the rest is put in order. */
function sendOrder(methods: Methods, wanted: string[]): Command['send'] {
  const keyOfOrder = newKey();
  const putOrder = (header: Headers) =>
    answered(api.PUT('/v1/payment-methods/order', { params: { header }, body: { order: wanted } }));
  const [first = ''] = wanted;
  if (isDefaultFirst(methods, wanted)) return putOrder;
  return async (header) => {
    const now = await answered(api.PUT('/v1/payment-methods/default', { params: { header }, body: { cardId: first } }));
    const isDone = now.cards.every(({ cardId }, place) => cardId === wanted[place]);
    return isDone ? now : putOrder({ 'If-Match': `"${now.revision}"`, 'Idempotency-Key': keyOfOrder });
  };
}

/** The first of the order pays first, so it is shown as the default. */
function inOrder(cards: readonly Card[], order: readonly string[]): Card[] {
  const places = new Map(order.map((id, place) => [id, place]));
  return [...cards]
    .sort((a, b) => (places.get(a.cardId) ?? 0) - (places.get(b.cardId) ?? 0))
    .map((card, place) => ({ ...card, order: place + 1, isDefault: place === 0 }));
}
