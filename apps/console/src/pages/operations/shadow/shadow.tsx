import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { Link, useParams } from 'react-router';
import { Button } from '../../../design/button';
import { TextField } from '../../../design/fields';
import { Problem } from '../../../design/notice';
import { Page } from '../../../design/page';
import { PlanFields } from '../backtest/plan-fields';
import { AS_IT_IS, settingsOf, wrongIn } from '../backtest/typed-plan';
import { shadow } from '../words/look-back';
import { Difference } from './difference';
import { settingsIn } from './settings-in';
import { type Shadowed, useShadow } from './use-shadow';

/** X5: a journey, or a change of validity, run anew. */
export function ShadowJourney() {
  const { journeyId: id = '' } = useParams();
  return <Shadow kind="journey" id={id} back={<Link to={`/operations/journeys/${id}`}>{shadow.toJourney}</Link>} />;
}

/** X5: a bill run anew. */
export function ShadowBill() {
  const { billId: id = '' } = useParams();
  return <Shadow kind="bill" id={id} back={<Link to={`/operations/bills/${id}`}>{shadow.toBill}</Link>} />;
}

/** What happened, run anew by other settings, and the difference in facts. */
function Shadow({ kind, id, back }: Shadowed & { readonly back: ReactNode }) {
  const [plan, setPlan] = useState(AS_IT_IS);
  const [typed, setTyped] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const running = useShadow({ kind, id });
  const settings = settingsIn(typed);
  const { data } = running;
  const wrongSetting = data && 'wrongSetting' in data ? shadow.noSuchSetting(data.wrongSetting) : undefined;
  return (
    <Page title={shadow.title(`${kind} ${id}`)} lead={shadow.lead} actions={back}>
      <section className="panel">
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            setWasAsked(true);
            if (settings === undefined || wrongIn(plan).length > 0) return;
            const policy = { ...settings, ...settingsOf(plan) };
            running.mutate({ policy, ...(kind === 'bill' && { order: plan.order }) });
          }}
        >
          {kind === 'bill' && <PlanFields plan={plan} onChange={setPlan} wasAsked={wasAsked} />}
          <TextField
            {...{
              label: shadow.policy,
              hint: shadow.policyHint(kind),
              value: typed,
              onChange: setTyped,
              autoComplete: 'off',
            }}
            error={wasAsked && settings === undefined ? shadow.policyInvalid : wrongSetting}
          />
          <Problem error={running.error} />
          <Button type="submit" look="primary" isPending={running.isPending}>
            {shadow.go}
          </Button>
          <p className="hint">{shadow.otherCode}</p>
        </Form>
      </section>
      {data && 'report' in data && <Difference report={data.report} />}
    </Page>
  );
}
