import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../design/button';
import { Choices, TextField, useRequired } from '../../design/fields';
import { Notice, Problem } from '../../design/notice';
import { useWords } from '../../words/words';
import { wordOf } from '../../words/result-text';
import { CardFrame } from './card-frame';
import type { StepProps } from './step-props';
import { HoldNotice } from './hold-notice';
import { submitCard, useStep, type CardGiven } from './steps';

type TaxIdType = NonNullable<CardGiven['taxId']>['type'];

/** R23, R26–28: where an ID goes with the card. */
const ASKS_FOR_ID = 'CL';

/** Step 9 of the page: the card in the gateway's own fields, Chile's ID, and Yes (R21–R28). */
export function CardStep({ journey: { journeyId, currency }, me }: StepProps) {
  const { messages } = useWords();
  const words = messages.journey.card;
  const submit = useRef<(() => void) | null>(null);
  const [isReady, setIsReady] = useState(false);
  const [isTokenizing, setIsTokenizing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [taxId, setTaxId] = useState<{ type: TaxIdType; number: string }>({ type: 'RUT', number: '' });
  const [wasAsked, setWasAsked] = useState(false);
  const required = useRequired(wasAsked);
  const sending = useStep(journeyId, submitCard(journeyId));
  const asksForId = me.region === ASKS_FOR_ID;
  const yes = () => {
    setWasAsked(true);
    setRefused(undefined);
    if (asksForId && taxId.number.trim() === '') return;
    if (isTokenizing || sending.isPending) return; // R22: a double Yes is one hold
    setIsTokenizing(true);
    submit.current?.();
  };
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        yes();
      }}
    >
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <CardFrame
        submit={submit}
        title={words.frame}
        country={me.region}
        onReady={() => setIsReady(true)}
        onToken={(cardToken) => {
          setIsTokenizing(false);
          sending.take({ cardToken, ...(asksForId && { taxId: { ...taxId, number: taxId.number.trim() } }) });
        }}
        onRefused={(code) => {
          setIsTokenizing(false);
          setRefused(code);
        }}
      />
      {asksForId && <TaxIdFields value={taxId} onChange={setTaxId} error={required(taxId.number, words.idMissing)} />}
      <HoldNotice currency={currency} />
      {refused !== undefined && (
        <Notice kind="error" isNews>
          <p>{wordOf(words.refused, refused, words.refused.other)}</p>
        </Notice>
      )}
      <Problem error={sending.error} />
      <Button type="submit" look="primary" isDisabled={!isReady} isPending={isTokenizing || sending.isPending}>
        {words.yes}
      </Button>
    </Form>
  );
}

interface TaxIdFieldsProps {
  readonly value: { type: TaxIdType; number: string };
  readonly onChange: (value: { type: TaxIdType; number: string }) => void;
  readonly error?: string;
}

/** Another type begins with an empty number. */
function TaxIdFields({ value: { type, number }, onChange, error }: TaxIdFieldsProps) {
  const words = useWords().messages.journey.card;
  return (
    <fieldset className="fields">
      <legend>{words.idTitle}</legend>
      <Choices
        label={words.idType}
        value={type}
        onChange={(chosen) => onChange({ type: chosen, number: '' })}
        choices={[
          { key: 'RUT', text: words.rut },
          { key: 'Otro', text: words.otro },
        ]}
      />
      <TextField
        label={words.idNumber}
        value={number}
        onChange={(typed) => onChange({ type, number: typed })}
        hint={type === 'RUT' ? words.rutHint : words.otroHint}
        error={error}
      />
    </fieldset>
  );
}
