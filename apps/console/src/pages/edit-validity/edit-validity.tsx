import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate, useParams } from 'react-router';
import { newKey } from '../../api/client';
import { meQuery, paymentMethodsQuery, type Card } from '../../api/queries';
import { Button, ButtonLink } from '../../design/button';
import { Notice, Problem } from '../../design/notice';
import { Loaded, Page } from '../../design/page';
import { cardName } from '../../words/card-name';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';
import { CardFrame } from '../complete-information/card-frame';
import { HoldNotice } from '../complete-information/hold-notice';
import { changeQuery, changeValidity, editFormQuery } from './validity-queries';

/** Edit: the new validity period of a card, proved by a new $1 (R37–38). */
export function EditValidity() {
  const { messages } = useWords();
  const { change } = messages.wallet;
  const { cardId = '' } = useParams();
  const methods = useQuery(paymentMethodsQuery);
  return (
    <Page title={change.title} size="narrow">
      <Loaded query={methods}>
        {({ cards }) => {
          const card = cards.find((each) => each.cardId === cardId);
          return card === undefined ? (
            <>
              <Notice kind="warning">
                <p>{messages.problems['card-unknown']}</p>
              </Notice>
              <ButtonLink to="/payment-methods">{change.back}</ButtonLink>
            </>
          ) : (
            <section className="panel">
              <EditForm card={card} />
            </section>
          );
        }}
      </Loaded>
    </Page>
  );
}

function EditForm({ card }: { readonly card: Card }) {
  const { messages } = useWords();
  const { change } = messages.wallet;
  const words = messages.journey.card;
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const form = useQuery(editFormQuery(card.cardId));
  const submit = useRef<(() => void) | null>(null);
  const [isReady, setIsReady] = useState(false);
  const [isTokenizing, setIsTokenizing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const changing = useMutation({
    mutationFn: ({ cardToken, key }: { cardToken: string; key: string }) =>
      changeValidity({ cardId: card.cardId, cardToken }, key),
    onSuccess: (started) => {
      client.setQueryData(changeQuery(started.changeId).queryKey, started);
      return navigate(`/card-validity-changes/${started.changeId}`, { replace: true });
    },
  });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isTokenizing || changing.isPending) return;
        setRefused(undefined);
        setIsTokenizing(true);
        submit.current?.();
      }}
    >
      <p>{change.text(cardName(card, messages))}</p>
      <Loaded query={form}>
        {({ cardToken: editing }) => (
          <CardFrame
            submit={submit}
            title={words.frame}
            country={me.data?.region ?? ''}
            editing={editing}
            onReady={() => setIsReady(true)}
            onToken={(cardToken) => {
              setIsTokenizing(false);
              changing.mutate({ cardToken, key: newKey() });
            }}
            onRefused={(code) => {
              setIsTokenizing(false);
              setRefused(code);
            }}
          />
        )}
      </Loaded>
      {me.data && <HoldNotice currency={me.data.currency} />}
      {refused !== undefined && (
        <Notice kind="error" isNews>
          <p>{wordOf(words.refused, refused, words.refused.other)}</p>
        </Notice>
      )}
      <Problem error={changing.error} />
      <div className="actions">
        <Button type="submit" look="primary" isDisabled={!isReady} isPending={isTokenizing || changing.isPending}>
          {words.yes}
        </Button>
        <ButtonLink to="/payment-methods">{change.back}</ButtonLink>
      </div>
    </Form>
  );
}
