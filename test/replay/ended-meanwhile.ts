import { keptHistory } from './keep-history';

interface HistoryEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

/**
 * The history of a card that moved while its bill's workflow ran, as it is where that one has ended before the signal came:
 * no server brings this about when it is asked to. The signal fails, and the bill's workflow is started after all.
 */
export function endedMeanwhile(): { events: readonly HistoryEvent[] } {
  const [wakes, starts] = [eventsOf('cards-moved-wakes-bill'), eventsOf('cards-moved-starts-bill')];
  const signalled = wakes.findIndex(isOf('EXTERNAL_WORKFLOW_EXECUTION_SIGNALED'));
  const before = [...wakes.slice(0, signalled), notFound(wakes[signalled - 1]!)];
  const task = wakes.slice(signalled + 1, signalled + 4);
  const again = wakes.find(isOf('START_CHILD_WORKFLOW_EXECUTION_INITIATED'))!;
  const after = [...task, again, ...starts.slice(starts.findIndex(isOf('CHILD_WORKFLOW_EXECUTION_STARTED')))];
  return { events: [...before, ...goingOn(after, before.length)] };
}

const eventsOf = (ending: string): readonly HistoryEvent[] =>
  (keptHistory(ending) as { events: readonly HistoryEvent[] }).events;

const isOf =
  (type: string) =>
  ({ eventType }: HistoryEvent): boolean =>
    eventType === `EVENT_TYPE_${type}`;

/** What comes of a signal that found no workflow. */
function notFound(asked: HistoryEvent): HistoryEvent {
  const { workflowExecution } = asked['signalExternalWorkflowExecutionInitiatedEventAttributes'] as {
    workflowExecution: object;
  };
  return {
    eventId: String(Number(asked.eventId) + 1),
    eventTime: asked['eventTime'],
    eventType: 'EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED',
    signalExternalWorkflowExecutionFailedEventAttributes: {
      cause: 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
      namespace: 'default',
      workflowExecution,
      initiatedEventId: asked.eventId,
    },
  };
}

/** What these events tell of others by: of these types, the newest before them. */
const TOLD_BY: Readonly<Record<string, string>> = {
  scheduledEventId: 'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED',
  workflowTaskCompletedEventId: 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED',
  initiatedEventId: 'EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED',
};

/** Events as they go on after the first so many: under numbers of their own, and telling of one another by those. */
function goingOn(events: readonly HistoryEvent[], after: number): readonly HistoryEvent[] {
  const newest = new Map<string, string>();
  return events.map((event, n) => {
    const eventId = String(after + n + 1);
    newest.set(event.eventType, eventId);
    const text = JSON.stringify(event, (name, value: unknown) => newest.get(TOLD_BY[name] ?? '') ?? value);
    return { ...(JSON.parse(text) as HistoryEvent), eventId };
  });
}
