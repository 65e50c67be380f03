import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { newKey } from '../../api/client';
import { forecastQuery } from '../../api/bill-queries';
import { historyQuery, holdsQuery, meQuery, paymentMethodsQuery } from '../../api/queries';
import { Button, ButtonLink } from '../../design/button';
import { Notice, Problem } from '../../design/notice';
import { Loaded, Page } from '../../design/page';
import { resultText } from '../../words/result-text';
import { useWords } from '../../words/words';
import { BankPageStep } from '../complete-information/bank-page-step';
import { HoldLine } from '../holds/hold-line';
import { ResultNotice } from '../historical-cards/result';
import { TicketButton } from '../historical-cards/ticket';
import { cancelChange, changeQuery, type ValidityChange } from './validity-queries';

/** How a change of validity stands: asking the bank, at the bank's page, or its end (R37–38, D11). */
export function ValidityChangePage() {
  const { change } = useWords().messages.wallet;
  const { changeId = '' } = useParams();
  const query = useQuery(changeQuery(changeId));
  const client = useQueryClient();
  const state = query.data?.state;
  useEffect(() => {
    const told = [meQuery, paymentMethodsQuery, forecastQuery, historyQuery, holdsQuery];
    for (const { queryKey } of told) void client.invalidateQueries({ queryKey });
  }, [client, state]);
  return (
    <Page title={change.title} size="narrow">
      <Loaded query={query}>
        {(shown) => (
          <section className="panel" aria-live="polite">
            {shown.state === 'open' ? <Open shown={shown} /> : <Over shown={shown} />}
          </section>
        )}
      </Loaded>
    </Page>
  );
}

function Open({ shown }: { readonly shown: ValidityChange }) {
  const { change } = useWords().messages.wallet;
  const client = useQueryClient();
  const cancelling = useMutation({
    mutationFn: (key: string) => cancelChange(shown.changeId, key),
    onSuccess: (now) => client.setQueryData(changeQuery(shown.changeId).queryKey, now),
  });
  if (shown.step === 'bank-page') {
    return (
      <>
        <BankPageStep bankPageUrl={shown.bankPageUrl} />
        <Problem error={cancelling.error} />
        <Button look="quiet" isPending={cancelling.isPending} onPress={() => cancelling.mutate(newKey())}>
          {change.cancel}
        </Button>
      </>
    );
  }
  return (
    <div className="form waiting" role="status">
      <span className="spinner spinner-large" aria-hidden />
      <p>{change.checking}</p>
    </div>
  );
}

function Over({ shown }: { readonly shown: ValidityChange }) {
  const { messages, formats } = useWords();
  const { change } = messages.wallet;
  const back = (
    <ButtonLink look="primary" to="/payment-methods">
      {change.back}
    </ButtonLink>
  );
  if (shown.state === 'succeeded') {
    return (
      <div className="form">
        <Notice kind="success" title={change.saved}>
          <p>{messages.frame.expires(formats.expiry(shown.card.expiry))}</p>
        </Notice>
        {shown.hold && <HoldLine hold={shown.hold} />}
        {back}
      </div>
    );
  }
  return (
    <div className="form">
      <h2>{change.failed}</h2>
      <ResultNotice outcome={shown.result} />
      {shown.hold && <HoldLine hold={shown.hold} />}
      <div className="actions">
        {back}
        <ButtonLink to={`/payment-methods/${shown.cardId}/edit`}>{change.again}</ButtonLink>
        <TicketButton attemptId={shown.changeId} result={resultText(shown.result, messages).sentence} />
      </div>
    </div>
  );
}
