import { type LoadedDataConverter } from '@temporalio/common';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';
import type { WorkflowLook } from '../operators/operators';
import { instantOf, resetSteps, timersOf, type History, type HistoryEvent } from './workflow-history';

type Described = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;
type PendingActivity = temporal.api.workflow.v1.IPendingActivityInfo;

const { WorkflowExecutionStatus: Status, PendingActivityState } = temporal.api.enums.v1;

const STATUS: Readonly<Record<number, string>> = {
  [Status.WORKFLOW_EXECUTION_STATUS_RUNNING]: 'running',
  [Status.WORKFLOW_EXECUTION_STATUS_PAUSED]: 'paused',
  [Status.WORKFLOW_EXECUTION_STATUS_COMPLETED]: 'completed',
  [Status.WORKFLOW_EXECUTION_STATUS_FAILED]: 'failed',
  [Status.WORKFLOW_EXECUTION_STATUS_CANCELED]: 'cancelled',
  [Status.WORKFLOW_EXECUTION_STATUS_TERMINATED]: 'terminated',
  [Status.WORKFLOW_EXECUTION_STATUS_TIMED_OUT]: 'timed-out',
  [Status.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW]: 'continued',
};

const ACTIVITY_STATE: Readonly<Record<number, string>> = {
  [PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED]: 'waiting',
  [PendingActivityState.PENDING_ACTIVITY_STATE_STARTED]: 'at it',
  [PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED]: 'being cancelled',
  [PendingActivityState.PENDING_ACTIVITY_STATE_PAUSED]: 'paused',
};

/** A workflow as operators see it, from what its engine tells and, if it was read, from its history. */
export async function lookOf(
  described: Described,
  history: History | undefined,
  converter: LoadedDataConverter,
): Promise<WorkflowLook> {
  const { workflowExecutionInfo: info, pendingActivities, pendingWorkflowTask: task } = described;
  const events = history?.events ?? [];
  const status = STATUS[info?.status ?? 0] ?? 'unknown';
  const why = await taskFailure(events, converter);
  const attempt = Number(task?.attempt ?? 0);
  const isOpen = status === 'running' || status === 'paused';
  const closedAt = instantOf(info?.closeTime);
  return {
    workflowId: info?.execution?.workflowId ?? '',
    runId: info?.execution?.runId ?? '',
    status,
    isOpen,
    startedAt: instantOf(info?.startTime) ?? '',
    ...(closedAt !== undefined && { closedAt }),
    events: history ? events.length : Number(String(info?.historyLength ?? 0)),
    ...(isOpen && why !== undefined && attempt > 1 && { taskFailure: { why, attempt } }),
    activities: await Promise.all((pendingActivities ?? []).map((activity) => activityOf(activity, converter))),
    timers: isOpen ? timersOf(events) : [],
    steps: await resetSteps(events, converter),
  };
}

async function activityOf(activity: PendingActivity, converter: LoadedDataConverter) {
  const lastFailure = await wordsOf(activity.lastFailure, converter);
  const nextAttemptAt = instantOf(activity.nextAttemptScheduleTime);
  return {
    activityId: activity.activityId ?? '',
    type: activity.activityType?.name ?? '',
    state: ACTIVITY_STATE[activity.state ?? 0] ?? 'waiting',
    attempt: activity.attempt ?? 1,
    ...(nextAttemptAt !== undefined && { nextAttemptAt }),
    ...(lastFailure !== undefined && { lastFailure }),
  };
}

/** Why the newest try of the workflow's own code failed, if it did. */
async function taskFailure(
  events: readonly HistoryEvent[],
  converter: LoadedDataConverter,
): Promise<string | undefined> {
  const last = events.findLast(
    ({ workflowTaskFailedEventAttributes: failed, workflowTaskCompletedEventAttributes: done }) =>
      Boolean(failed ?? done),
  );
  return wordsOf(last?.workflowTaskFailedEventAttributes?.failure, converter);
}

type Failure = temporal.api.failure.v1.IFailure;

/** Kind and words of a failure, without what might be a person's. */
async function wordsOf(
  failure: Failure | null | undefined,
  converter: LoadedDataConverter,
): Promise<string | undefined> {
  const error = await decodeOptionalFailureToOptionalError(converter, failure).catch(() => undefined);
  if (error === undefined) return failure ? 'A failure that can not be read.' : undefined;
  const kind = (error as { type?: string }).type ?? error.name;
  return `${kind}: ${withoutPeople(error.message)}`.slice(0, 300);
}

/** Addresses and long numbers may be a person's. */
const withoutPeople = (text: string): string =>
  text.replace(/\S+@\S+/g, '(address)').replace(/\+?\d[\d -]{6,}\d/g, '(number)');
