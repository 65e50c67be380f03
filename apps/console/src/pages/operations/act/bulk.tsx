import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useSearchParams } from 'react-router';
import { newKey } from '../../../api/client';
import { Button } from '../../../design/button';
import { Choices, TextField } from '../../../design/fields';
import { Notice, Problem } from '../../../design/notice';
import { Page } from '../../../design/page';
import { addressOf, choiceIn } from '../find/choice';
import { useMay } from '../use-operator';
import { acts, bulk } from '../words/explain';
import { words } from '../words/words';
import { BulkRun } from './bulk-run';
import { chosenJourneys } from './chosen-journeys';
import { JOURNEY_ACTS, type JourneyAct } from './journey-acts';
import { ReasonField } from './reason-field';
import type { Batch } from './use-bulk';

const STEP = /^[a-z][a-z-]{0,30}$/;

/** Acts on all journeys that the address names: counted first, in a dry run, and then done with progress. */
export function ActOnAll() {
  const [address] = useSearchParams();
  const choice = choiceIn(address);
  const mayAct = useMay('write');
  const { find } = words;
  return (
    <Page title={bulk.title} actions={<Link to={`/operations/find?${addressOf(choice)}`}>{bulk.back}</Link>}>
      <section className="panel">
        <h2>{bulk.which}</h2>
        <p>
          {choice.state === undefined ? find.all : `${find.list[choice.state]}: ${find.means[choice.state]}`}{' '}
          {choice.account !== undefined && find.ofAccount(choice.account)}{' '}
          {choice.last4 !== undefined && find.withLast4(choice.last4)}
        </p>
      </section>
      {!mayAct ? (
        <Notice kind="info">
          <p>{words.lookOnly}</p>
        </Notice>
      ) : Object.keys(choice).length === 0 ? (
        <Notice kind="warning" title={bulk.none} />
      ) : (
        <Plan choice={choice} />
      )}
    </Page>
  );
}

function Plan({ choice }: { readonly choice: ReturnType<typeof choiceIn> }) {
  const [act, setAct] = useState<JourneyAct>('retry');
  const [step, setStep] = useState('');
  const [reason, setReason] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const [found, setFound] = useState(0);
  const counting = useMutation({
    mutationFn: async (): Promise<Batch> => {
      const ids = await chosenJourneys(choice, setFound);
      return { batch: newKey(), act, reason: reason.trim(), ids, ...(act === 'reset' && { step }) };
    },
  });
  const isStep = act !== 'reset' || STEP.test(step);
  if (counting.data !== undefined) return <BulkRun batch={counting.data} onBack={counting.reset} />;
  return (
    <section className="panel">
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setWasAsked(true);
          if (reason.trim() !== '' && isStep) counting.mutate();
        }}
      >
        <Choices
          label={bulk.what}
          value={act}
          onChange={setAct}
          choices={JOURNEY_ACTS.map((key) => ({ key, text: acts.names[key], hint: acts.text[key] }))}
        />
        {act === 'reset' && (
          <TextField
            label={bulk.step}
            hint={bulk.stepHint}
            name="step"
            value={step}
            onChange={setStep}
            error={wasAsked && !isStep ? bulk.stepInvalid : undefined}
          />
        )}
        <ReasonField value={reason} onChange={setReason} wasAsked={wasAsked} />
        <Problem error={counting.error} />
        {counting.isPending && <p role="status">{bulk.counting(found)}</p>}
        <Button type="submit" look="primary" isPending={counting.isPending}>
          {bulk.count}
        </Button>
      </Form>
    </section>
  );
}
