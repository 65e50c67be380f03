import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button';
import { Notice, Problem } from '../../../design/notice';
import { Loaded } from '../../../design/page';
import { ActDialog } from '../act/act-dialog';
import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import { State } from '../parts/state';
import { type WorkflowRun, workflowRunsQuery } from '../queries';
import { useMay } from '../use-operator';
import { acts } from '../words/explain';
import { histories } from '../words/look-back';
import { saveAsKept, saveInClear } from './save-history';

/** X14: the runs of these workflows, each to be saved as a file that replays. */
export function Histories({ workflowIds }: { readonly workflowIds: readonly string[] }) {
  const query = useQuery(workflowRunsQuery(workflowIds));
  return (
    <section className="panel">
      <h2>{histories.title}</h2>
      <p className="hint">{histories.text}</p>
      <Loaded query={query}>
        {({ entries }) => (
          <>
            {entries.length === 0 && <p>{histories.none}</p>}
            <ul className="small-lines">
              {entries.map((run) => (
                <One key={run.runId} run={run} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

function One({ run }: { readonly run: WorkflowRun }) {
  const [isReading, setIsReading] = useState(false);
  const saving = useMutation({ mutationFn: () => saveAsKept(run) });
  const mayAct = useMay('write');
  const { workflowId, runId, status, startedAt } = run;
  return (
    <li>
      <p className="split">
        <Id>{workflowId}</Id>
        <State>{status}</State>
      </p>
      <p className="hint">
        <Instant at={startedAt} /> · <Id>{runId}</Id>
      </p>
      <div className="small-acts">
        <Button aria-label={histories.asKeptOf(runId)} isPending={saving.isPending} onPress={() => saving.mutate()}>
          {histories.asKept}
        </Button>
        {mayAct && (
          <Button aria-label={histories.inClearOf(runId)} onPress={() => setIsReading(true)}>
            {histories.inClear}
          </Button>
        )}
      </div>
      {saving.data !== undefined && (
        <p role="status" className="hint">
          {histories.saved(saving.data)}
        </p>
      )}
      <Problem error={saving.error} />
      {isReading && (
        <ActDialog
          title={histories.readTitle}
          confirm={histories.readConfirm}
          onClose={() => setIsReading(false)}
          send={async (confirmed) => ({ words: histories.read(await saveInClear(run, confirmed)) })}
        >
          <Notice kind="warning" title={acts.willDo}>
            <p>{histories.readText}</p>
            <p>
              <Id>{workflowId}</Id>
            </p>
          </Notice>
        </ActDialog>
      )}
    </li>
  );
}
