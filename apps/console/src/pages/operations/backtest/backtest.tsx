import { CARD_ORDERS, type CardOrder } from '@onfile/domain/what-if';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'react-router';
import { Button } from '../../../design/button';
import { Chooser, TextField } from '../../../design/fields';
import { Problem } from '../../../design/notice';
import { Page } from '../../../design/page';
import { backtest } from '../words/backtest';
import { runs } from '../words/bills';
import { Found } from './found';
import { useBacktest } from './use-backtest';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAYS = /^\d{1,3}(,\d{1,3})*$/;
const WHOLE = /^[1-9]\d{0,3}$/;

const isEmptyOr = (form: RegExp, text: string): boolean => text === '' || form.test(text);

/** X7: another order, other retry days or rules over past bills. */
export function Backtests() {
  const [period, setPeriod] = useState('');
  const [order, setOrder] = useState<CardOrder>('as-chosen');
  const [rounds, setRounds] = useState('');
  const [tries, setTries] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const { running, bills } = useBacktest();
  const isGood = { period: MONTH.test(period), rounds: isEmptyOr(DAYS, rounds), tries: isEmptyOr(WHOLE, tries) };
  const wrong = (field: keyof typeof isGood, words: string) => (wasAsked && !isGood[field] ? words : undefined);
  return (
    <Page title={backtest.title} lead={backtest.lead} actions={<Link to="/operations/runs">{runs.title}</Link>}>
      <section className="panel">
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            setWasAsked(true);
            if (!Object.values(isGood).every(Boolean)) return;
            const days = rounds === '' ? [] : rounds.split(',').map(Number);
            running.mutate({ period, order, rounds: days, ...(tries !== '' && { mostTries: Number(tries) }) });
          }}
        >
          <TextField
            {...{ label: backtest.month, hint: backtest.monthHint, value: period, onChange: setPeriod }}
            error={wrong('period', backtest.monthInvalid)}
          />
          <Chooser
            label={backtest.order}
            value={order}
            onChange={setOrder}
            choices={CARD_ORDERS.map((key) => ({ key, text: backtest.orders[key] }))}
          />
          <TextField
            {...{ label: backtest.rounds, hint: backtest.roundsHint, value: rounds, onChange: setRounds }}
            error={wrong('rounds', backtest.roundsInvalid)}
          />
          <TextField
            {...{ label: backtest.tries, hint: backtest.triesHint, value: tries, onChange: setTries }}
            error={wrong('tries', backtest.triesInvalid)}
          />
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
