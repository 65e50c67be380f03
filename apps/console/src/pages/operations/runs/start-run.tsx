import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { answered, keyed, newKey } from '../../../api/client';
import { Button } from '../../../design/button';
import { TextField } from '../../../design/fields';
import { Notice, Problem } from '../../../design/notice';
import { useWords } from '../../../words/words';
import { ActDialog } from '../act/act-dialog';
import { operatorsApi as api } from '../client';
import { Facts } from '../parts/facts';
import { runs } from '../words/bills';
import { acts } from '../words/explain';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Starts the run of a month, goes on with it, catches it up; a dry run says first what it would do. */
export function StartRun({ first }: { readonly first: string }) {
  const { start } = runs;
  const [text, setText] = useState(first);
  const [wasAsked, setWasAsked] = useState(false);
  const [isSure, setIsSure] = useState(false);
  const dry = useDryRun();
  const period = text.trim();
  const isMonth = MONTH.test(period);
  const go = (then: () => void) => {
    setWasAsked(true);
    if (isMonth) then();
  };
  return (
    <section className="panel">
      <h2>{start.title}</h2>
      <p>{start.text}</p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          go(() => dry.mutate(period));
        }}
      >
        <TextField
          label={start.month}
          hint={start.monthHint}
          name="period"
          autoComplete="off"
          maxLength={7}
          value={text}
          onChange={setText}
          error={wasAsked && !isMonth ? start.monthInvalid : undefined}
        />
        <Problem error={dry.error} />
        {dry.data !== undefined && <DryRun told={dry.data} />}
        <div className="actions">
          <Button type="submit" isPending={dry.isPending}>
            {start.dryRun}
          </Button>
          <Button look="primary" onPress={() => go(() => setIsSure(true))}>
            {start.go}
          </Button>
        </div>
      </Form>
      {isSure && <Sure period={period} onClose={() => setIsSure(false)} />}
    </section>
  );
}

function useDryRun() {
  return useMutation({
    mutationFn: (period: string) =>
      answered(api.POST('/v1/operations/deduction-dry-runs', { params: keyed(newKey()), body: { period } })),
  });
}

type Told = NonNullable<ReturnType<typeof useDryRun>['data']>;

function DryRun({ told: { accounts, bills, cannotPay, totals } }: { readonly told: Told }) {
  const { start } = runs;
  const { formats } = useWords();
  const sums = Object.entries(totals).map(([currency, minor]) => formats.money({ currency, minor }));
  return (
    <Notice kind="info" title={start.told} isNews>
      <Facts
        rows={[
          [start.accounts, accounts],
          [start.bills, bills],
          [start.cannotPay, cannotPay],
          [start.totals, sums.join(', ')],
        ]}
      />
    </Notice>
  );
}

function Sure({ period, onClose }: { readonly period: string; readonly onClose: () => void }) {
  const { start } = runs;
  const { formats } = useWords();
  return (
    <ActDialog
      title={start.sure}
      confirm={start.go}
      onClose={onClose}
      send={async ({ reason, key }) => {
        const exchange = api.POST('/v1/operations/deduction-runs', { params: keyed(key), body: { period, reason } });
        await answered(exchange);
        return { words: start.begun(formats.month(period)) };
      }}
    >
      <Notice kind="info" title={acts.willDo}>
        <p>{start.sureText(formats.month(period))}</p>
      </Notice>
    </ActDialog>
  );
}
