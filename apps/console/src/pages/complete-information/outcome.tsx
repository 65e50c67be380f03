import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { forecastQuery } from '../../api/bill-queries';
import { historyQuery, holdsQuery, meQuery, paymentMethodsQuery, type Journey } from '../../api/queries';
import { ButtonLink } from '../../design/button';
import { Notice } from '../../design/notice';
import { resultText } from '../../words/result-text';
import { useWords } from '../../words/words';
import { HoldLine } from '../holds/hold-line';
import { ResultNotice } from '../historical-cards/result';
import { TicketButton } from '../historical-cards/ticket';
import { AddCardButton } from './add-card';

/** How the journey ended, and what to do now (R30, R31). */
export function Outcome({ journey }: { readonly journey: Journey }) {
  const client = useQueryClient();
  useEffect(() => {
    const told = [meQuery, paymentMethodsQuery, forecastQuery, historyQuery, holdsQuery];
    for (const { queryKey } of told) void client.invalidateQueries({ queryKey });
  }, [client, journey.state]);
  if (journey.state === 'succeeded') return <Added journey={journey} />;
  if (journey.state === 'abandoned' && journey.result === undefined) return <Abandoned />;
  return <Failed journey={journey} />;
}

function Added({ journey }: { readonly journey: Journey }) {
  const { added } = useWords().messages.journey;
  return (
    <div className="form">
      <h2>{added.title}</h2>
      <Notice kind="success">
        <p>{added.text}</p>
      </Notice>
      {journey.hold && <HoldLine hold={journey.hold} />}
      <ButtonLink look="primary" to="/payment-methods">
        {added.go}
      </ButtonLink>
    </div>
  );
}

function Failed({ journey }: { readonly journey: Journey }) {
  const { messages } = useWords();
  const { failed } = messages.journey;
  return (
    <div className="form">
      <h2>{failed.title}</h2>
      <ResultNotice outcome={journey.result} />
      {journey.hold && <HoldLine hold={journey.hold} />}
      <p className="hint">{failed.kept}</p>
      <div className="actions">
        <AddCardButton>{failed.again}</AddCardButton>
        <ButtonLink to="/historical-cards">{failed.history}</ButtonLink>
        <TicketButton attemptId={journey.journeyId} result={resultText(journey.result, messages).sentence} />
      </div>
    </div>
  );
}

function Abandoned() {
  const { journey } = useWords().messages;
  return (
    <div className="form">
      <h2>{journey.abandoned.title}</h2>
      <p>{journey.abandoned.text}</p>
      <div className="actions">
        <AddCardButton>{journey.failed.again}</AddCardButton>
        <ButtonLink to="/payment-methods">{journey.added.go}</ButtonLink>
      </div>
    </div>
  );
}
