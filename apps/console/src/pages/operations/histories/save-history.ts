import { answered, keyed } from '../../../api/client';
import type { Confirmed } from '../act/use-act';
import { operatorsApi as api } from '../client';
import { save } from '../parts/save';
import type { WorkflowRun } from '../queries';

/** Saves the history of a run as it is kept, its payloads encrypted. Answers the name of the file. */
export async function saveAsKept({ workflowId, runId }: WorkflowRun): Promise<string> {
  const query = { workflowId, runId };
  const { history } = await answered(api.GET('/v1/operations/workflows/history', { params: { query } }));
  return saved(history, `${nameOf(workflowId)}.${runId}.json`);
}

/** The same in clear; it stands in the operator log before it is read. */
export async function saveInClear({ workflowId, runId }: WorkflowRun, { reason, key }: Confirmed): Promise<string> {
  const body = { workflowId, runId, reason };
  const asked = api.POST('/v1/operations/workflows/decoded-histories', { params: keyed(key), body });
  const { history } = await answered(asked);
  return saved(history, `${nameOf(workflowId)}.${runId}.clear.json`);
}

const nameOf = (workflowId: string): string => workflowId.replaceAll('/', '.');

function saved(history: unknown, name: string): string {
  save(`${JSON.stringify(history)}\n`, name, 'application/json');
  return name;
}
