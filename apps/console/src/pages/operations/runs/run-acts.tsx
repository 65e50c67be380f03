import { useState } from 'react';
import { answered, keyed } from '../../../api/client';
import { Button } from '../../../design/button';
import { Notice } from '../../../design/notice';
import { ActDialog } from '../act/act-dialog';
import type { Confirmed, Did } from '../act/use-act';
import { operatorsApi as api } from '../client';
import type { OneRun } from '../queries';
import { useMay } from '../use-operator';
import { runs } from '../words/bills';
import { acts } from '../words/explain';
import { words } from '../words/words';
import { billFailedAgain } from './failed-again';

type RunAct = 'pause' | 'resume' | 'again';

/** What can be done about a run now. */
export function RunActs({ run }: { readonly run: OneRun }) {
  const [act, setAct] = useState<RunAct>();
  const mayAct = useMay('write');
  const { status, failed, period } = run;
  const offered: RunAct[] = [
    ...(status === 'running' ? (['pause'] as const) : []),
    ...(status === 'paused' ? (['resume'] as const) : []),
    ...(failed.length > 0 ? (['again'] as const) : []),
  ];
  if (offered.length === 0 && mayAct && act === undefined) return null;
  return (
    <section className="panel">
      <h2>{acts.title}</h2>
      {mayAct ? (
        <div className="actions">
          {offered.map((each) => (
            <Button key={each} onPress={() => setAct(each)}>
              {runs[each].name}
            </Button>
          ))}
        </div>
      ) : (
        <p>{words.lookOnly}</p>
      )}
      {act !== undefined && (
        <ActDialog
          title={runs[act].title}
          confirm={runs[act].confirm}
          onClose={() => setAct(undefined)}
          send={(confirmed) => send(period, act, confirmed)}
        >
          <Notice kind="info" title={acts.willDo}>
            <p>{act === 'again' ? runs.again.text(failed.length) : runs[act].text}</p>
          </Notice>
        </ActDialog>
      )}
    </section>
  );
}

async function send(period: string, act: RunAct, confirmed: Confirmed): Promise<Did> {
  if (act === 'again') return billFailedAgain(period, confirmed);
  const { reason, key } = confirmed;
  const params = { path: { period }, ...keyed(key) };
  const path = act === 'pause' ? 'pauses' : 'resumptions';
  await answered(api.POST(`/v1/operations/deduction-runs/{period}/${path}`, { params, body: { reason } }));
  return { words: runs[act].did };
}
