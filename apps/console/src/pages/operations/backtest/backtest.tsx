import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'react-router';
import { Button } from '../../../design/button';
import { TextField } from '../../../design/fields';
import { Problem } from '../../../design/notice';
import { Page } from '../../../design/page';
import { backtest } from '../words/backtest';
import { runs } from '../words/bills';
import { Found } from './found';
import { PlanFields } from './plan-fields';
import { AS_IT_IS, wrongIn } from './typed-plan';
import { useBacktest } from './use-backtest';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** X7: another order, other retry days or rules over past bills. */
export function Backtests() {
  const [period, setPeriod] = useState('');
  const [plan, setPlan] = useState(AS_IT_IS);
  const [wasAsked, setWasAsked] = useState(false);
  const { running, bills } = useBacktest();
  const isMonth = MONTH.test(period);
  return (
    <Page title={backtest.title} lead={backtest.lead} actions={<Link to="/operations/runs">{runs.title}</Link>}>
      <section className="panel">
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            setWasAsked(true);
            if (isMonth && wrongIn(plan).length === 0) running.mutate({ period, plan });
          }}
        >
          <TextField
            {...{ label: backtest.month, hint: backtest.monthHint, value: period, onChange: setPeriod }}
            error={wasAsked && !isMonth ? backtest.monthInvalid : undefined}
          />
          <PlanFields plan={plan} onChange={setPlan} wasAsked={wasAsked} />
          <Problem error={running.error} />
          {running.isPending && <p role="status">{backtest.bills(bills)}</p>}
          <Button type="submit" look="primary" isPending={running.isPending}>
            {backtest.go}
          </Button>
        </Form>
      </section>
      {running.data !== undefined && <Found found={running.data} />}
    </Page>
  );
}
