import { Inject, Injectable } from '@nestjs/common';
import {
  checkCustomerCommand,
  Refusal,
  type CustomerCommand,
  type JourneyView,
  type StartedJourney,
} from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { Unavailable } from '../http/unavailable';
import type { Secrecy } from '../secrecy';
import type { Streams } from '../streams';
import { CLOCK, JOURNEYS, SECRECY, STREAMS } from '../tokens';
import { answerOf, positionOf, viewNow, type ToldByStream } from './answer-of';
import type { Journeys } from './journeys';
import { SingleFlight } from './single-flight';

/** A customer's request to take a step of one journey. */
export interface StepRequest {
  readonly accountId: string;
  readonly journeyId: string;
  readonly keyed: KeyedRequest;
}

/** What a step needs before it can be sent: what is sealed, digested, looked up. */
export interface StepPlan {
  /** Makes the command. Called only if nothing was done under this key before. */
  readonly command: (journey: StartedJourney) => Promise<CustomerCommand>;
  /** The last thing before the command is sent, when the rules would take it: takes from the velocity counters. */
  readonly beforeSending?: (at: Date) => Promise<void>;
}

/**
 * Sends a step to its journey and answers what the journey's stream tells. The stream is read first (whose journey is
 * it? was this done before?), so that a repeat costs nothing and works also when the workflow is gone.
 */
@Injectable()
export class Steps {
  private readonly flights = new SingleFlight<Answer<JourneyView>>();

  constructor(
    @Inject(JOURNEYS) private readonly journeys: Journeys,
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws {Refusal} of the rules. @throws {Problem} not-found, idempotency-key-reused. @throws {Unavailable} */
  async take(request: StepRequest, plan: StepPlan): Promise<Answer<JourneyView>> {
    const { commandId, body } = request.keyed;
    const bodyHash = this.secrecy.bodyHash(commandId, body);
    const { result, joined } = await this.flights.do(
      commandId,
      bodyHash,
      () => this.takeOnce(request, bodyHash, plan),
      () => {
        throw new Problem('idempotency-key-reused');
      },
    );
    return joined ? new Answer(result.body, { ...result.about, hit: true }) : result;
  }

  private async takeOnce(request: StepRequest, bodyHash: string, plan: StepPlan): Promise<Answer<JourneyView>> {
    const { journeyId, keyed } = request;
    const { state, facts } = await this.streams.journey(journeyId);
    if (state.status === 'none' || state.accountId !== request.accountId) throw new Problem('not-found');
    const before = answerOf(keyed.commandId, bodyHash, facts);
    if (before !== undefined) return this.told(before, true);

    const command = await plan.command(state);
    const at = this.now();
    checkCustomerCommand(command, state, at.toISOString());
    await plan.beforeSending?.(at);
    const outcome = await this.journeys.takeStep({ journeyId, command, commandId: keyed.commandId, bodyHash });
    return this.answerAfter(request, bodyHash, outcome);
  }

  private async answerAfter(
    { journeyId, keyed }: StepRequest,
    bodyHash: string,
    outcome: 'done' | 'late' | 'over',
  ): Promise<Answer<JourneyView>> {
    const { state, facts } = await this.streams.journey(journeyId);
    const answer = answerOf(keyed.commandId, bodyHash, facts);
    if (answer !== undefined) return this.told(answer, false);
    // It may have been taken and not be written yet, or nobody was there to take it: the same key again tells.
    if (outcome === 'late') throw new Unavailable('journey');
    // The rules had nothing to add, as for a repeated Cancel.
    if (outcome === 'done') return this.told(viewNow(facts), false);
    if (state.status !== 'open') throw new Refusal('journey-over', 'it ended in the meantime');
    // The stream says open, yet no workflow runs: it was ended by hand and will be taken up by an operator.
    throw new Unavailable('journey', 30);
  }

  private async told(answer: ToldByStream, hit: boolean): Promise<Answer<JourneyView>> {
    const { view, settled } = answer;
    const position = await positionOf(this.streams, answer);
    return settled
      ? new Answer(view, { status: 200, position, hit })
      : new Answer(view, { status: 202, position, hit, retryAfter: 2 });
  }
}
