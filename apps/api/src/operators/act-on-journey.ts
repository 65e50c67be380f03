import { Inject, Injectable } from '@nestjs/common';
import type { Ask, OperatorAct } from '@onfile/domain';
import { Answer } from '../http/answer';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { OPERATORS } from '../tokens';
import { workflowIdOf } from './journey-of';
import { type AskedAct, type AskedFor, type LogPlace, OperatorDesk, placeOf } from './operator-desk';
import type { ActOrder, NotedAct, Operators, WorkflowLook } from './operators';

/** What operators may do to a journey at once. */
export type JourneyAct = Extract<OperatorAct, 'cancel' | 'pause' | 'resume' | 'retry' | 'reset'>;

/** Who asks for what, and why. `step`: of a reset. */
export interface ActRequest {
  readonly by: string;
  readonly act: JourneyAct;
  readonly reason: string;
  readonly step?: string;
}

/** What was done: the entry of the log, in words, and the workflow after it. */
export interface DoneAct {
  readonly journeyId: string;
  readonly act: JourneyAct;
  readonly entry: LogPlace;
  readonly did: string;
  readonly workflow?: WorkflowLook;
}

/** What has to be known of a workflow before something is done to it. */
type Seen = Pick<WorkflowLook, 'runId' | 'status' | 'isOpen' | 'activities' | 'steps'>;
const OPEN: Seen = { runId: '', status: 'running', isOpen: true, activities: [], steps: [] };

/** Acts on journeys: looked at, noted in the operator log, and only then done. A repeat is the same act. */
@Injectable()
export class ActOnJourney implements AskedAct {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    private readonly desk: OperatorDesk,
  ) {}

  /**
   * `isOpen`: it is known to be open, and the act needs to know no more.
   * @throws {Problem} not-found, workflow-closed, nothing-to-retry, step-unknown. @throws {Refusal} reason-missing.
   * @throws {CommandReused}
   */
  async act(journeyId: string, request: ActRequest, keyed: KeyedRequest, isOpen = false): Promise<Answer<DoneAct>> {
    const { workflows } = this.operators;
    const { by, act, reason, step } = request;
    const workflowId = workflowIdOf(journeyId);
    const look = isOpen ? OPEN : await workflows.look(workflowId, act === 'reset' ? 'whole' : 'briefly');
    if (look === undefined) throw new Problem('not-found');
    const details: Record<string, string> = step === undefined ? {} : { step };
    const intent = { by, act, on: workflowId, why: reason, details };
    const noted = await this.desk.note(intent, keyed, () => allow(look, request));
    const did = noted.overtaken
      ? 'It was asked for before, by the same request; what was done to it since stands.'
      : await this.carry(look, request, orderOf(workflowId, keyed.commandId, noted), noted.repeated);
    const after = keyed.minimal ? undefined : await workflows.look(workflowId, 'whole');
    const done = { journeyId, act, entry: placeOf(noted), did, ...(after && { workflow: after }) };
    return new Answer(done, { status: 200, position: noted.position, hit: noted.repeated });
  }

  /** Asks for the end of a workflow without a word to it. @throws {Problem} not-found, workflow-closed */
  async askToTerminate(
    journeyId: string,
    { by, reason }: { readonly by: string; readonly reason: string },
    keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    const on = workflowIdOf(journeyId);
    return this.desk.ask({ by, act: 'terminate', on, why: reason }, keyed, await this.look({ on }));
  }

  async look({ on }: Pick<Ask, 'on'>): Promise<() => void> {
    const look = await this.operators.workflows.look(on, 'briefly');
    if (look === undefined) throw new Problem('not-found');
    return () => {
      if (!look.isOpen) throw new Problem('workflow-closed');
    };
  }

  async carryOut({ on }: Ask, noted: NotedAct, { commandId }: KeyedRequest): Promise<string> {
    await this.operators.workflows.terminate(orderOf(on, commandId, noted));
    return 'Terminated. What it may have left is given back by a workflow of its own, started now.';
  }

  private async carry(look: Seen, request: ActRequest, order: ActOrder, repeated: boolean): Promise<string> {
    const { workflows } = this.operators;
    if (!look.isOpen) return 'It was over already: nothing was left to do.';
    switch (request.act) {
      case 'cancel':
        await workflows.cancel(order);
        return 'Asked to end: it gives back what it holds, and then is over.';
      case 'pause':
        await workflows.pause(order);
        return 'Paused: it does nothing until it is resumed.';
      case 'resume':
        await workflows.resume(order);
        return 'Resumed: it goes on where it was.';
      case 'retry':
        return this.retry(look, order);
      case 'reset':
        return this.reset(look, request.step ?? '', order, repeated);
    }
  }

  private async retry({ activities }: Seen, order: ActOrder): Promise<string> {
    const waiting = activities.map(({ activityId }) => activityId);
    await this.operators.workflows.retry(order, waiting);
    const names = activities.map(({ type, attempt }) => `${type} (attempt ${attempt} failed or waits)`);
    return names.length > 0 ? `Tried again at once: ${names.join(', ')}.` : 'Told to look again at the bank.';
  }

  private async reset(look: Seen, name: string, order: ActOrder, repeated: boolean): Promise<string> {
    const step = look.steps.find((known) => known.step === name);
    if (step === undefined && repeated) return 'It was reset before, by the same request.';
    if (step === undefined) throw new Problem('step-unknown');
    const runId = await this.operators.workflows.reset(order, { runId: look.runId, eventId: step.eventId });
    const again = step.reapplied.length > 0 ? `, and gets ${step.reapplied.join(', ')} again` : '';
    return `Reset to ${name}: run ${runId} goes on from there${again}. What the log knows is not done anew.`;
  }
}

/** @throws {Problem} where the act can not be done, so that it is not noted either */
function allow({ isOpen, steps, activities, status }: Seen, { act, step }: ActRequest): void {
  if (!isOpen) throw new Problem('workflow-closed');
  if (act === 'reset' && !steps.some((known) => known.step === step)) {
    throw new Problem('step-unknown', { steps: steps.map((known) => known.step) });
  }
  if (act === 'retry' && activities.length === 0 && status === 'paused') throw new Problem('nothing-to-retry');
}

/** Temporal keeps reasons in clear: it is told where the entry stands, never what was written. */
const orderOf = (workflowId: string, requestId: string, { month, entry }: NotedAct): ActOrder => ({
  workflowId,
  by: entry.data.by,
  requestId,
  note: `operator log ${month}/${entry.data.no}`,
});
