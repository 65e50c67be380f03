import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { regionsQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { TextField, useRequired } from '../../design/fields';
import { Problem } from '../../design/notice';
import { useWords } from '../../words/words';
import type { StepProps } from './step-props';
import { SendCode } from './send-code';
import { confirmMobile, sendMobileCode, useStep } from './steps';

/** Steps 5 and 6 of the page: a mobile number allocated in the account's region, and the code sent to it (R14–16). */
export function MobileStep({ journey: { journeyId, smsCode }, me }: StepProps) {
  const { messages, formats } = useWords();
  const { journey, frame } = messages;
  const [mobileNumber, setMobileNumber] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState<'number' | 'both'>();
  const needsNumber = useRequired(asked !== undefined);
  const needsCode = useRequired(asked === 'both');
  const sending = useStep(journeyId, sendMobileCode(journeyId));
  const confirming = useStep(journeyId, confirmMobile(journeyId));
  const callingCode = useQuery(regionsQuery).data?.regions.find(({ code: each }) => each === me.region)?.callingCode;
  const isOther = sentTo !== undefined && sentTo !== mobileNumber.trim();
  const send = () => {
    confirming.reset();
    setAsked('number');
    const number = mobileNumber.trim();
    if (number !== '') sending.take(number, () => setSentTo(number));
  };
  const region = formats.region(me.region);
  const hint =
    smsCode && sentTo === undefined ? journey.mobile.numberAgain : isOther ? journey.mobile.numberChanged : undefined;
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        sending.reset();
        setAsked('both');
        const given = { mobileNumber: mobileNumber.trim(), code: code.trim() };
        if (given.mobileNumber !== '' && given.code !== '') confirming.take(given);
      }}
    >
      <h2>{journey.mobile.title}</h2>
      <p>{journey.mobile.text(region)}</p>
      <div className="field-and-button">
        <TextField
          label={journey.mobile.number}
          type="tel"
          autoComplete="tel"
          before={callingCode && `+${callingCode}`}
          value={mobileNumber}
          onChange={setMobileNumber}
          hint={hint ?? journey.mobile.numberHint(region, callingCode ?? '')}
          error={needsNumber(mobileNumber, journey.mobile.numberMissing)}
        />
        <SendCode code={isOther ? undefined : smsCode} isPending={sending.isPending} onSend={send} />
      </div>
      <TextField
        label={journey.code}
        size="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        hint={smsCode && `${journey.codeSent} ${journey.codeHint(formats.time(smsCode.expiresAt))}`}
        error={needsCode(code, journey.codeMissing)}
      />
      <Problem error={confirming.error ?? sending.error} />
      <Button type="submit" look="primary" isPending={confirming.isPending}>
        {frame.next}
      </Button>
    </Form>
  );
}
