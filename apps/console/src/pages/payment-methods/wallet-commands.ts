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

interface Command {
  readonly said: string;
  readonly order?: readonly string[];
  readonly send: (headers: { 'If-Match': string; 'Idempotency-Key': string }) => Promise<Methods>;
  readonly key: string;
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
    mutationFn: ({ send, key }: Command) => send({ 'If-Match': `"${methods.revision}"`, 'Idempotency-Key': key }),
    onSuccess: (now, command) => {
      client.setQueryData(paymentMethodsQuery.queryKey, now);
      setSaid(command.said);
      for (const { queryKey } of [meQuery, forecastQuery, historyQuery]) void client.invalidateQueries({ queryKey });
    },
    onError: () => client.invalidateQueries(paymentMethodsQuery),
  });
  const order = doing.isPending ? doing.variables.order : undefined;
  return {
    said,
    isPending: doing.isPending,
    error: doing.error,
    reset: doing.reset,
    /** The cards in the order that was just chosen, while it is being saved. */
    shown: order ? inOrder(methods.cards, order) : methods.cards,
    setDefault: (cardId: string) =>
      doing.mutate({
        said: done.default,
        key: newKey(),
        send: (header) => answered(api.PUT('/v1/payment-methods/default', { params: { header }, body: { cardId } })),
      }),
    reorder: (wanted: string[]) =>
      doing.mutate({
        said: done.order,
        order: wanted,
        key: newKey(),
        send: (header) =>
          answered(api.PUT('/v1/payment-methods/order', { params: { header }, body: { order: wanted } })),
      }),
    remove: (cardId: string, { newDefault, giveUp }: WayOut, then: () => void) =>
      doing.mutate(
        {
          said: done.deleted,
          key: newKey(),
          send: (header) => {
            const query = { ...(newDefault && { newDefault }), ...(giveUp && { giveUpPostpayment: 'true' as const }) };
            const params = { header, path: { cardId }, query };
            return answered(api.DELETE('/v1/payment-methods/{cardId}', { params }));
          },
        },
        { onSuccess: then },
      ),
  };
}

/** What {@link useWallet} gives. */
export type WalletCommands = ReturnType<typeof useWallet>;

/** The first of the order pays first, so it is shown as the default. */
function inOrder(cards: readonly Card[], order: readonly string[]): Card[] {
  const places = new Map(order.map((id, place) => [id, place]));
  return [...cards]
    .sort((a, b) => (places.get(a.cardId) ?? 0) - (places.get(b.cardId) ?? 0))
    .map((card, place) => ({ ...card, order: place + 1, isDefault: place === 0 }));
}
