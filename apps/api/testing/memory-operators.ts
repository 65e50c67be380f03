import type { FoundJourney, JourneyCounts, PoisonedStream, RebuildJob } from '@onfile/read-models';
import type { ActOrder, Holders, OperatorBook, Operators, WorkflowLook } from '../src/operators/operators';
import { Unavailable } from '../src/http/unavailable';

/** Workflows that a spec puts there, and what was asked of them. */
export interface MemoryOperators extends Operators {
  readonly running: Map<string, WorkflowLook>;
  /** What was done, in order: `cancel cardAddition/1 (operator log 202405/1)`. */
  readonly done: string[];
  readonly found: FoundJourney[];
  readonly aside: PoisonedStream[];
  /** Rebuilds that were asked for; nobody does them. */
  readonly rebuilds: RebuildJob[];
  counts: JourneyCounts;
  /** Temporal can not be reached. */
  away: boolean;
}

const NONE: JourneyCounts = { open: 0, stuck: 0, late: 0, failed: 0, succeeded: 0, abandoned: 0 };

/** A workflow at work, with one activity that was tried three times. */
export const lookAt = (workflowId: string, over: Partial<WorkflowLook> = {}): WorkflowLook => ({
  ...{ workflowId, runId: 'run-1', status: 'running', isOpen: true, startedAt: '2024-05-10T11:00:00.000Z', events: 20 },
  activities: [{ activityId: '7', type: 'placeHold', state: 'waiting', attempt: 3, lastFailure: 'Error: away' }],
  timers: [{ timerId: '1', firesAt: '2024-05-11T11:00:00.000Z' }],
  steps: [
    { step: 'hold', at: '2024-05-10T11:30:00.000Z', eventId: 11, reapplied: ['bankMoved'], again: ['placeHold'] },
  ],
  ...over,
});

/** Operators' reach in one process. */
export function memoryOperators(book: OperatorBook, holders: Holders): MemoryOperators {
  const running = new Map<string, WorkflowLook>();
  const done: string[] = [];
  const note = async (act: string, { workflowId, note: where }: ActOrder): Promise<void> => {
    done.push(`${act} ${workflowId} (${where})`);
  };
  const end = (workflowId: string, status: string): void => {
    const look = running.get(workflowId);
    if (look) running.set(workflowId, { ...look, status, isOpen: false });
  };
  const operators: MemoryOperators = {
    ...{ running, done, book, holders, found: [], aside: [], rebuilds: [], counts: NONE, away: false },
    workflows: {
      async look(workflowId) {
        if (operators.away) throw new Unavailable('journey');
        return running.get(workflowId);
      },
      openOf: async (ids) => ids.filter((id) => running.get(id)?.isOpen),
      troubled: async () => [...running.values()].filter((it) => it.taskFailure).map((it) => it.workflowId),
      queues: async () => [{ queue: 'journeys', kind: 'workflow', waiting: 0, workers: 1 }],
      cancel: async (order) => (await note('cancel', order), end(order.workflowId, 'cancelled')),
      pause: (order) => note('pause', order),
      resume: (order) => note('resume', order),
      retry: (order, ids) => note(`retry ${ids.join()}`, order),
      reset: async (order, { eventId }) => (await note(`reset to ${eventId}`, order), 'run-2'),
      terminate: async (order) => (await note('terminate', order), end(order.workflowId, 'terminated')),
    },
    search: {
      journeys: async () => ({ items: operators.found }),
      counts: async () => operators.counts,
      accountsOfEmail: async (hash) => [
        { kind: 'account', id: hash, accountId: hash, state: 'none', what: 'US, 0 cards' },
      ],
      things: async (text) => [{ kind: 'account', id: text, accountId: text, state: 'none', what: 'US, 0 cards' }],
    },
    projections: {
      progress: async () => ({ end: '9', models: [{ model: 'holds', position: '9' }] }),
      putAside: async () => operators.aside,
      retry: async (stream) => (done.push(`retry ${stream}`), { caughtUp: ['holds'], poisoned: [] }),
      skip: async ({ stream, revision }) => (
        done.push(`skip ${stream}/${revision}`),
        { caughtUp: ['holds'], poisoned: [] }
      ),
      async rebuild(order) {
        if (operators.rebuilds.some(({ id }) => id === order.id)) return;
        const askedAt = '2024-05-10T12:00:00.000Z';
        operators.rebuilds.push({ ...order, state: 'waiting', askedAt, events: 0, position: '0', goal: '0' });
      },
      rebuilds: async (only) => operators.rebuilds.filter(({ id }) => only === undefined || id === only.id),
      verify: async (model, sampled) => ({
        ...{ model, sampled, equal: true, differing: [], digests: { live: 'd', rebuilt: 'd' } },
      }),
    },
  };
  return operators;
}
