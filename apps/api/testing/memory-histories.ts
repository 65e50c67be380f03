import { Unavailable } from '../src/http/unavailable';
import { type Histories, QueryInvalid, type WorkflowHistory } from '../src/look-back/histories';

/** Histories that a spec puts there; `decoded` says so in a field of its own. */
export interface MemoryHistories extends Histories {
  readonly kept: WorkflowHistory[];
  /** Temporal can not be reached. */
  away: boolean;
}

/** Workflows in one process: all of them running, whatever is asked; `no query` is none. */
export function memoryHistories(): MemoryHistories {
  const expectHere = (): void => {
    if (histories.away) throw new Unavailable('journey');
  };
  const histories: MemoryHistories = {
    kept: [],
    away: false,
    async list(query, { cursor = '0', limit }) {
      expectHere();
      if (query === 'no query') throw new QueryInvalid('unable to parse query');
      const from = Number(cursor);
      const runs = histories.kept.slice(from, from + limit).map(({ workflowId, runId }) => ({
        ...{ workflowId, runId, type: workflowId.split('/')[0] ?? '', status: 'running' },
        startedAt: '2024-05-10T11:00:00.000Z',
      }));
      return { runs, ...(from + limit < histories.kept.length && { next: String(from + limit) }) };
    },
    async read(workflowId, runId) {
      expectHere();
      return histories.kept.find((one) => one.workflowId === workflowId && (runId ?? one.runId) === one.runId);
    },
    decoded: async (history) => ({ ...history, history: { events: [{ decoded: true }] } }),
  };
  return histories;
}
