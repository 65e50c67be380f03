import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { Unavailable } from '../http/unavailable';
import { type Histories, QueryInvalid, type WorkflowHistory, type WorkflowRun } from '../look-back/histories';
import { inClear } from './clear-payloads';
import { instantOf } from './workflow-history';

/** A history may be long; an operator waits for it. */
const WITHIN_MS = 20_000;
/** gRPC: the words of the request are wrong. */
const INVALID_ARGUMENT = 3;

type Described = temporal.api.workflow.v1.IWorkflowExecutionInfo;

/** What Temporal keeps of workflows. `codec` opens their payloads. */
export function temporalHistories(client: Client, codec: PayloadCodec): Histories {
  const { namespace } = client.options;
  const within = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await client.withDeadline(Date.now() + WITHIN_MS, call);
    } catch (error) {
      const { code, details } = error as { code?: unknown; details?: string };
      if (code === INVALID_ARGUMENT) throw new QueryInvalid(details ?? 'not a query');
      throw new Unavailable('journey', 2, { cause: error });
    }
  };
  return {
    list: (query, { cursor, limit }) =>
      within(async () => {
        const nextPageToken = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url');
        const request = { namespace, query, pageSize: limit, ...(nextPageToken && { nextPageToken }) };
        const page = await client.workflowService.listWorkflowExecutions(request);
        const token = Buffer.from(page.nextPageToken ?? []).toString('base64url');
        return { runs: page.executions.map(runOf), ...(token !== '' && { next: token }) };
      }),
    read: (workflowId, runId) =>
      within(async () => {
        try {
          const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
          const run = raw.workflowExecutionInfo?.execution?.runId ?? runId ?? '';
          const history = await client.workflow.getHandle(workflowId, run).fetchHistory();
          return { workflowId, runId: run, history: JSON.parse(historyToJSON(history)) as WorkflowHistory['history'] };
        } catch (error) {
          // No run can have an id of another form: there is none of it.
          if (error instanceof WorkflowNotFoundError || isOfWrongForm(error)) return undefined;
          throw error;
        }
      }),
    decoded: async ({ history, ...run }) => ({
      ...run,
      history: (await inClear(history, codec)) as WorkflowHistory['history'],
    }),
  };
}

/** The client wraps what the engine says. */
const isOfWrongForm = (error: unknown): boolean =>
  ((error as Error).cause as { code?: unknown } | undefined)?.code === INVALID_ARGUMENT;

function runOf({ execution, type, status, startTime, closeTime }: Described): WorkflowRun {
  const closedAt = instantOf(closeTime);
  return {
    workflowId: execution?.workflowId ?? '',
    runId: execution?.runId ?? '',
    type: type?.name ?? '',
    status: statusOf(status ?? 0),
    startedAt: instantOf(startTime) ?? '',
    ...(closedAt !== undefined && { closedAt }),
  };
}

/** `WORKFLOW_EXECUTION_STATUS_TIMED_OUT` is `timed-out`. */
function statusOf(status: number): string {
  const name = temporal.api.enums.v1.WorkflowExecutionStatus[status] ?? '';
  return name.replace('WORKFLOW_EXECUTION_STATUS_', '').toLowerCase().replaceAll('_', '-') || 'unknown';
}
