import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../design/button';
import { TextField, useRequired } from '../../design/fields';
import { Problem } from '../../design/notice';
import { useWords } from '../../words/words';
import type { StepProps } from './step-props';
import { SendCode } from './send-code';
import { confirmEmail, sendEmailCode, useStep } from './steps';

/** Steps 3 and 4 of the page: Send Code, enter the code, Next (R11–12). */
export function EmailStep({ journey: { journeyId, emailCode }, me }: StepProps) {
  const { messages, formats } = useWords();
  const { journey, frame } = messages;
  const [code, setCode] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const required = useRequired(wasAsked);
  const sending = useStep(journeyId, sendEmailCode(journeyId));
  const confirming = useStep(journeyId, confirmEmail(journeyId));
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        sending.reset();
        if (code.trim() !== '') confirming.take(code.trim());
      }}
    >
      <h2>{journey.email.title}</h2>
      <p>{journey.email.text(me.email ?? '')}</p>
      <div className="field-and-button">
        <TextField
          label={journey.code}
          size="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          hint={emailCode && `${journey.codeSent} ${journey.codeHint(formats.time(emailCode.expiresAt))}`}
          error={required(code, journey.codeMissing)}
        />
        <SendCode
          code={emailCode}
          isPending={sending.isPending}
          onSend={() => {
            confirming.reset();
            setWasAsked(false);
            sending.take();
          }}
        />
      </div>
      {emailCode !== undefined && <p className="hint">{journey.email.noMail}</p>}
      <Problem error={confirming.error ?? sending.error} />
      <Button type="submit" look="primary" isPending={confirming.isPending}>
        {frame.next}
      </Button>
    </Form>
  );
}
