import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../design/button';
import { Notice } from '../../../design/notice';
import { ActDialog } from '../act/act-dialog';
import { Id } from '../parts/id';
import type { OneRun } from '../queries';
import { useMay } from '../use-operator';
import { runs } from '../words/bills';
import { acts } from '../words/explain';
import { inWords } from '../words/in-words';
import { billFailedAgain } from './failed-again';

const SHOWN = 10;

/** What failed for a fault of ours, by cause, with the accounts that it happened to; each can be looked at again alone. */
export function Failures({ run: { failed, period } }: { readonly run: OneRun }) {
  const [chosen, setChosen] = useState<string>();
  const mayAct = useMay('write');
  const causes = new Map<string, OneRun['failed']>();
  for (const one of failed) causes.set(one.cause, [...(causes.get(one.cause) ?? []), one]);
  return (
    <section className="panel">
      <h2>{runs.failures}</h2>
      {failed.length === 0 && <p className="hint">{runs.noFailures}</p>}
      <ul className="small-lines">
        {[...causes].map(([cause, accounts]) => (
          <li key={cause}>
            <p>
              <strong>{inWords(cause)}</strong> · {runs.accountsOf(accounts.length)}
            </p>
            <ul className="id-list">
              {accounts.slice(0, SHOWN).map(({ accountId }) => (
                <li key={accountId} className="small-acts">
                  <Link to={`/operations/accounts/${accountId}`}>{accountId}</Link>
                  {mayAct && (
                    <Button aria-label={runs.againOne.named(accountId)} onPress={() => setChosen(accountId)}>
                      {runs.againOne.name}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <ActDialog
          title={runs.againOne.title}
          confirm={runs.againOne.confirm}
          onClose={() => setChosen(undefined)}
          send={(confirmed) => billFailedAgain(period, confirmed, chosen)}
        >
          <Notice kind="info" title={acts.willDo}>
            <p>{runs.againOne.text}</p>
            <p>
              <Id>{chosen}</Id>
            </p>
          </Notice>
        </ActDialog>
      )}
    </section>
  );
}
