/** One event as Temporal's own tools write it. */
interface WrittenEvent {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

const AT = '2024-05-10T12:00:00Z';
const QUEUE = { name: 'trivial', kind: 'TASK_QUEUE_KIND_NORMAL' };

/** A history of `trivial` that has about `length` events: each wait brings five of them. */
export function trivialHistory(length: number): { events: readonly WrittenEvent[] } {
  const events: WrittenEvent[] = [];
  const add = (eventType: string, name: string, attributes: object): string => {
    const eventId = String(events.length + 1);
    events.push({
      eventId,
      eventTime: AT,
      eventType: `EVENT_TYPE_${eventType}`,
      [`${name}EventAttributes`]: attributes,
    });
    return eventId;
  };
  const task = (): string => {
    const scheduledEventId = add('WORKFLOW_TASK_SCHEDULED', 'workflowTaskScheduled', { taskQueue: QUEUE, attempt: 1 });
    const startedEventId = add('WORKFLOW_TASK_STARTED', 'workflowTaskStarted', { scheduledEventId });
    return add('WORKFLOW_TASK_COMPLETED', 'workflowTaskCompleted', { scheduledEventId, startedEventId });
  };
  const times = Math.max(1, Math.floor((length - 5) / 5));
  const payload = { metadata: { encoding: base64('json/plain') }, data: base64(String(times)) };
  add('WORKFLOW_EXECUTION_STARTED', 'workflowExecutionStarted', {
    ...{ workflowType: { name: 'trivial' }, taskQueue: QUEUE, input: { payloads: [payload] }, attempt: 1 },
    ...{ originalExecutionRunId: 'run', firstExecutionRunId: 'run', workflowTaskTimeout: '10s' },
  });
  let done = task();
  for (let n = 1; n <= times; n += 1) {
    const timer = { timerId: String(n), startToFireTimeout: '1s', workflowTaskCompletedEventId: done };
    const startedEventId = add('TIMER_STARTED', 'timerStarted', timer);
    add('TIMER_FIRED', 'timerFired', { timerId: String(n), startedEventId });
    done = task();
  }
  add('WORKFLOW_EXECUTION_COMPLETED', 'workflowExecutionCompleted', { workflowTaskCompletedEventId: done });
  return { events };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
