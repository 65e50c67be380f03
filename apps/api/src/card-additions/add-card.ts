import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type JourneyPolicy, type JourneyView } from '@onfile/domain';
import { createHash } from 'node:crypto';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { Unavailable } from '../http/unavailable';
import type { Secrecy } from '../secrecy';
import type { Streams } from '../streams';
import { CLOCK, JOURNEY_POLICY, JOURNEYS, SECRECY, STREAMS } from '../tokens';
import { answerOf, positionOf, viewNow } from './answer-of';
import type { Journeys } from './journeys';

/** Add Card: opens a journey, or leads back to the one that is open (R6). */
@Injectable()
export class AddCard {
  constructor(
    @Inject(JOURNEYS) private readonly journeys: Journeys,
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(JOURNEY_POLICY) private readonly policy: JourneyPolicy,
  ) {}

  /** @throws {Refusal} too-many-failures, too-many-cards, account-suspended, account-unknown. @throws {Unavailable} */
  async start(accountId: string, { commandId, body }: KeyedRequest): Promise<Answer<JourneyView>> {
    const journeyId = journeyIdOf(accountId, commandId);
    const bodyHash = this.secrecy.bodyHash(commandId, body);
    const before = await this.opened(journeyId, commandId, bodyHash, true);
    if (before !== undefined) return before;

    const clickedAt = this.now().toISOString();
    const { policy } = this;
    const command = { type: 'AddCard', journeyId, accountId, clickedAt, policy } as const;
    try {
      const outcome = await this.journeys.addCard({ journeyId, command, commandId, bodyHash });
      const started = await this.opened(journeyId, commandId, bodyHash, outcome === 'over');
      if (started !== undefined) return started;
      // It was refused under this key before, and ended without a trace: another try is another key.
      if (outcome === 'over') throw new Refusal('journey-over', 'this Add Card was refused');
    } catch (error) {
      if (error instanceof Refusal && error.code === 'journey-open') return await this.openOne(accountId, error);
      throw error;
    }
    throw new Unavailable('journey');
  }

  private async opened(
    journeyId: string,
    commandId: string,
    bodyHash: string,
    hit: boolean,
  ): Promise<Answer<JourneyView> | undefined> {
    const { facts } = await this.streams.journey(journeyId);
    const told = answerOf(commandId, bodyHash, facts);
    if (told === undefined) return undefined;
    const position = await positionOf(this.streams, told);
    return new Answer(told.view, { status: 201, position, hit, location: addressOf(journeyId) });
  }

  /** R6: a second Add Card, from another tab or device, goes on with the journey that is open. */
  private async openOne(accountId: string, refusal: Refusal): Promise<Answer<JourneyView>> {
    const journeyId = refusal.details.journeyId ?? '';
    const { state, facts } = await this.streams.journey(journeyId);
    if (state.status === 'none' || state.accountId !== accountId) throw refusal;
    const now = viewNow(facts);
    const position = await positionOf(this.streams, now);
    return new Answer(now.view, { status: 200, position, location: addressOf(journeyId) });
  }
}

/** The same account and key are the same journey, on whatever api and however often they come. */
const journeyIdOf = (accountId: string, commandId: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['journey', accountId, commandId]))
    .digest('hex')
    .slice(0, 32);

const addressOf = (journeyId: string): string => `/v1/card-additions/${journeyId}`;
