import { Inject, Injectable } from '@nestjs/common';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import { commandIdOf } from '../http/idempotency-key';
import { problemBody } from '../http/problem';
import { problemOf } from '../http/problem-of';
import { CLOCK, OPERATORS } from '../tokens';
import { ActOnJourney, type ActRequest, type DoneAct, type JourneyAct } from './act-on-journey';
import { journeyIdOf, workflowIdOf } from './journey-of';
import type { Operators } from './operators';

/** One of many journeys, and the key under which it is asked for. */
export interface KeyedJourney {
  readonly journeyId: string;
  readonly key: string;
}

/** How one of them came out: done, or refused, which says nothing of the others. */
export type ManyOutcome =
  | Pick<DoneAct, 'journeyId' | 'did' | 'entry'>
  | { readonly journeyId: string; readonly code: string; readonly detail: string; readonly steps?: readonly string[] };

/** Each waits for the log and for its workflow: so many are under way at once. */
const AT_ONCE = 16;

/** What each act is called where it is asked for alone: the same key is the same act, asked for alone or among many. */
const ALONE: Readonly<Record<JourneyAct, string>> = {
  cancel: 'cancellations',
  pause: 'pauses',
  resume: 'resumptions',
  retry: 'retries',
  reset: 'resets',
};

/** Acts that need to know no more of a workflow than that it is open. */
const NEEDS_NO_LOOK: ReadonlySet<JourneyAct> = new Set(['cancel', 'pause', 'resume']);

/** The same act on many journeys, each noted and done as if it had been asked for alone. */
@Injectable()
export class ActOnMany {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(CLOCK) private readonly now: Clock,
    private readonly acting: ActOnJourney,
  ) {}

  /** @throws {Unavailable | LogUnavailable} when a part is away: what was done stays done, and is told when asked again */
  async act(request: ActRequest, journeys: readonly KeyedJourney[]): Promise<Answer<{ entries: ManyOutcome[] }>> {
    const ids = journeys.map(({ journeyId }) => workflowIdOf(journeyId));
    const open = NEEDS_NO_LOOK.has(request.act) ? await this.operators.workflows.openOf(ids) : [];
    const known = new Set(open.map(journeyIdOf));
    const entries: ManyOutcome[] = [];
    const left = [...journeys.entries()];
    const lane = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [place, journey] = next;
        entries[place] = await this.one(request, journey, known.has(journey.journeyId));
      }
    };
    const lanes = Array.from({ length: AT_ONCE }, () => lane().finally(() => (left.length = 0)));
    const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return new Answer({ entries }, { status: 200 });
  }

  private async one(request: ActRequest, { journeyId, key }: KeyedJourney, isOpen: boolean): Promise<ManyOutcome> {
    const { by, act, reason, step } = request;
    const commandId = commandIdOf(`POST /v1/operations/journeys/${journeyId}/${ALONE[act]}`, by, key);
    const body = { reason, ...(step !== undefined && { step }) };
    try {
      const { body: done } = await this.acting.act(journeyId, request, { commandId, body, minimal: true }, isOpen);
      return { journeyId, did: done.did, entry: done.entry };
    } catch (error) {
      const { code, details } = problemOf(error);
      const { status, detail, steps } = problemBody(code, details, this.now());
      if (status >= 500) throw error;
      return { journeyId, code, detail, ...(steps && { steps }) };
    }
  }
}
