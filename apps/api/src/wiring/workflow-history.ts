import type { LoadedDataConverter } from '@temporalio/common';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import type { temporal } from '@temporalio/proto';
import type { ResetStep, WorkflowLook } from '../operators/operators';

/** A history as the engine hands it out. */
export type History = temporal.api.history.v1.IHistory;
export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
type Timestamp = { seconds?: { toString(): string } | number | null; nanos?: number | null };

/** ISO text of an instant of the engine; undefined for none. */
export function instantOf(time: Timestamp | null | undefined): string | undefined {
  if (!time) return undefined;
  const ms = Number(String(time.seconds ?? 0)) * 1_000 + Math.floor((time.nanos ?? 0) / 1_000_000);
  return ms === 0 ? undefined : new Date(ms).toISOString();
}

const idOf = ({ eventId }: HistoryEvent): number => Number(String(eventId));

/** Timers that were set and have neither fired nor been taken back, the next to fire first. */
export function timersOf(events: readonly HistoryEvent[]): WorkflowLook['timers'] {
  const set = new Map<string, string>();
  for (const event of events) {
    const started = event.timerStartedEventAttributes;
    if (started?.timerId) set.set(started.timerId, firesAt(event.eventTime, started.startToFireTimeout));
    const over = event.timerFiredEventAttributes?.timerId ?? event.timerCanceledEventAttributes?.timerId;
    if (over) set.delete(over);
  }
  return [...set].map(([timerId, at]) => ({ timerId, firesAt: at })).sort((a, b) => (a.firesAt < b.firesAt ? -1 : 1));
}

function firesAt(from: Timestamp | null | undefined, wait: Timestamp | null | undefined): string {
  const ms = Number(String(wait?.seconds ?? 0)) * 1_000 + Math.floor((wait?.nanos ?? 0) / 1_000_000);
  return new Date(Date.parse(instantOf(from) ?? '') + ms).toISOString();
}

/** The step that an activity belongs to: the first of each is where the step began. */
const STEP_OF_ACTIVITY: Readonly<Record<string, string>> = {
  quoteHold: 'hold',
  placeHold: 'hold',
  findHold: 'bank-answer',
  releaseHold: 'release',
};

/** The step that a message of the customer is. */
const STEP_OF_MESSAGE: Readonly<Record<string, string>> = {
  AddCard: 'start',
  SendEmailCode: 'email',
  ConfirmEmail: 'email',
  SendSmsCode: 'mobile',
  ConfirmMobile: 'mobile',
  GiveInformation: 'information',
  SubmitCard: 'card',
  ChangeValidity: 'start',
  Start: 'start',
};

interface Begun {
  readonly step: string;
  readonly at: string;
  readonly eventId: number;
}

/** The steps of a run, each with the event that a reset to it ends the history at, and with what comes again after it. */
export async function resetSteps(
  events: readonly HistoryEvent[],
  converter: LoadedDataConverter,
): Promise<ResetStep[]> {
  const begun = new Map<string, Begun>();
  const messages: { eventId: number; name: string }[] = [];
  const activities: { eventId: number; name: string }[] = [];
  let taskId: number | undefined;
  for (const event of events) {
    if (event.workflowTaskCompletedEventAttributes) taskId = idOf(event);
    const activity = event.activityTaskScheduledEventAttributes?.activityType?.name;
    const message = await messageOf(event, converter);
    if (activity) activities.push({ eventId: idOf(event), name: activity });
    if (message) messages.push({ eventId: idOf(event), name: message });
    const step = (activity && STEP_OF_ACTIVITY[activity]) ?? (message && (STEP_OF_MESSAGE[message] ?? ''));
    const at = instantOf(event.eventTime);
    if (step && at && taskId !== undefined && !begun.has(step)) begun.set(step, { step, at, eventId: taskId });
  }
  const after = (from: number, list: readonly { eventId: number; name: string }[]): string[] =>
    list.filter(({ eventId }) => eventId > from).map(({ name }) => name);
  return [...begun.values()].map((point) => ({
    ...point,
    reapplied: after(point.eventId, messages),
    again: [...new Set(after(point.eventId, activities))],
  }));
}

/** Name of a message that a reset hands on: a signal's, or what the customer asked for by an Update. */
async function messageOf(event: HistoryEvent, converter: LoadedDataConverter): Promise<string | undefined> {
  const signal = event.workflowExecutionSignaledEventAttributes?.signalName;
  if (signal) return signal;
  const input =
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input ??
    event.workflowExecutionUpdateAdmittedEventAttributes?.request?.input;
  if (!input) return undefined;
  const [command] = await decodeArrayFromPayloads(converter, input.args?.payloads).catch(() => []);
  return (command as { type?: string } | undefined)?.type ?? input.name ?? undefined;
}
