import { taskQueues } from '@onfile/temporal';
import { bankMoved, calledOff, type finishChange, type finishJourney } from '@onfile/workflows';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';
import { Unavailable } from '../http/unavailable';
import { journeyIdOf } from '../operators/journey-of';
import type { JourneyWorkflows, QueueLook, WorkflowLook } from '../operators/operators';
import { lookOf } from './workflow-look';

/** Temporal answers at once, or the operator asks again. */
const WITHIN_MS = 8_000;
/** How many failing workflows are named. */
const MOST_TROUBLED = 200;
/** Set by the server on workflows whose tasks fail in a row. */
const TROUBLED = 'ExecutionStatus = "Running" AND TemporalReportedProblems IS NOT NULL';
/** gRPC: what was asked for is so already, or can not be in this state. */
const FAILED_PRECONDITION = 9;

const { WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED } =
  temporal.api.enums.v1.WorkflowExecutionStatus;
const OPEN_STATUS: ReadonlySet<number> = new Set([WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED]);
const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = temporal.api.enums.v1.TaskQueueType;

/** The workflows of journeys over Temporal, for operators. */
export function temporalOperators(client: Client, converter: DataConverter): JourneyWorkflows {
  const loaded = loadDataConverter(converter);
  const { namespace } = client.options;
  const identity = 'onfile-operators';
  const service = client.workflowService;
  const within = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await client.withDeadline(Date.now() + WITHIN_MS, call);
    } catch (error) {
      throw new Unavailable('journey', 2, { cause: error });
    }
  };
  const ended = (error: unknown): void => {
    if (!(error instanceof WorkflowNotFoundError)) throw error; // it ended meanwhile: nothing is left to do
  };
  return {
    look: (workflowId, how) => within(() => lookAt(client, workflowId, how, loaded)),
    openOf: (workflowIds) =>
      within(async () => {
        const open: string[] = [];
        const named = workflowIds.map((id) => `"${id.replace(/["\\]/g, '')}"`).join(', ');
        for await (const { workflowId, raw } of client.workflow.list({ query: `WorkflowId IN (${named})` })) {
          if (OPEN_STATUS.has(raw.status ?? 0)) open.push(workflowId);
        }
        return open;
      }),
    troubled: () =>
      within(async () => {
        const ids: string[] = [];
        for await (const { workflowId } of client.workflow.list({ query: TROUBLED, pageSize: MOST_TROUBLED })) {
          if (ids.push(workflowId) >= MOST_TROUBLED) break;
        }
        return ids;
      }),
    queues: () => within(() => queuesOf(client)),
    cancel: ({ workflowId, by }) =>
      within(async () => {
        const handle = client.workflow.getHandle(workflowId);
        await handle.signal(calledOff, { by }).catch(ended); // a cancellation names nobody
        await handle.cancel().catch(ended);
      }),
    pause: ({ workflowId, requestId, note: reason }) =>
      within(() => so(service.pauseWorkflowExecution({ namespace, workflowId, identity, reason, requestId }))),
    resume: ({ workflowId, requestId, note: reason }) =>
      within(() => so(service.unpauseWorkflowExecution({ namespace, workflowId, identity, reason, requestId }))),
    retry: ({ workflowId }, activityIds) =>
      within(async () => {
        const execution = { workflowId };
        for (const id of activityIds) await so(service.resetActivity({ namespace, execution, identity, id }));
        await client.workflow.getHandle(workflowId).signal(bankMoved).catch(ended);
      }),
    reset: ({ workflowId, requestId, note: reason }, { runId, eventId }) =>
      within(async () => {
        const answer = await service.resetWorkflowExecution({
          ...{ namespace, reason, requestId, identity },
          workflowExecution: { workflowId, runId },
          workflowTaskFinishEventId: eventId as never, // a Long in the types, a number on the wire
        });
        return answer.runId ?? '';
      }),
    terminate: ({ workflowId, note }) =>
      within(async () => {
        await client.workflow.getHandle(workflowId).terminate(note).catch(ended);
        await finish(client, workflowId);
      }),
  };
}

async function lookAt(
  client: Client,
  workflowId: string,
  how: 'whole' | 'briefly',
  converter: ReturnType<typeof loadDataConverter>,
): Promise<WorkflowLook | undefined> {
  try {
    const handle = client.workflow.getHandle(workflowId);
    const { raw } = await handle.describe();
    if (how === 'briefly') return await lookOf(raw, undefined, converter);
    const { runId } = raw.workflowExecutionInfo?.execution ?? {};
    const history = await client.workflow.getHandle(workflowId, runId ?? undefined).fetchHistory();
    return await lookOf(raw, history, converter);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Does what is asked for; that it is so already is fine. */
async function so(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if ((error as { code?: unknown }).code !== FAILED_PRECONDITION) throw error;
  }
}

/** R25: what the nightly sweep would start, at once. */
async function finish(client: Client, workflowId: string): Promise<void> {
  const journeyId = journeyIdOf(workflowId);
  const options = {
    taskQueue: taskQueues.journeys,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  } as const;
  if (workflowId.startsWith('cardValidityChange/')) {
    const args: [{ changeId: string }] = [{ changeId: journeyId }];
    await client.workflow.start<typeof finishChange>('finishChange', {
      ...options,
      ...{ workflowId: `finishChange/${journeyId}`, args },
    });
    return;
  }
  const args: [{ journeyId: string }] = [{ journeyId }];
  await client.workflow.start<typeof finishJourney>('finishJourney', {
    ...options,
    ...{ workflowId: `finishJourney/${journeyId}`, args },
  });
}

/** How much waits in each queue, and who takes it. */
async function queuesOf(client: Client): Promise<QueueLook[]> {
  const kinds = [
    [taskQueues.journeys, 'workflow'],
    [taskQueues.journeys, 'activity'],
    [taskQueues.cardNetwork, 'activity'],
    [taskQueues.billing, 'workflow'],
    [taskQueues.billing, 'activity'],
  ] as const;
  return Promise.all(
    kinds.map(async ([queue, kind]) => {
      const { pollers, stats } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: queue },
        taskQueueType: kind === 'workflow' ? TASK_QUEUE_TYPE_WORKFLOW : TASK_QUEUE_TYPE_ACTIVITY,
        reportStats: true,
      });
      const waiting = Number(String(stats?.approximateBacklogCount ?? 0));
      return { queue, kind, waiting, workers: pollers?.length ?? 0 };
    }),
  );
}
