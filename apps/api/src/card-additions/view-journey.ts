import { Inject, Injectable } from '@nestjs/common';
import type { CardAdditionEvent, Journey, JourneyView } from '@onfile/domain';
import { sentenceOf } from '@onfile/read-models';
import { Answer } from '../http/answer';
import { Problem } from '../http/problem';
import type { Loaded, StoredFact, Streams } from '../streams';
import { STREAMS } from '../tokens';
import { positionOf, viewNow } from './answer-of';

/** One fact as the customer is told it: never its sealed part, nor tokens, digests or the bank's own codes. */
export interface TimelineLine {
  readonly revision: number;
  readonly position: string;
  readonly at: string;
  readonly type: string;
  readonly sentence: string;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What happened in a journey, oldest first. */
export interface Timeline {
  readonly entries: readonly TimelineLine[];
}

/** How one fact is told. */
export function lineOf({ fact, revision, position }: StoredFact<CardAdditionEvent>): TimelineLine {
  const { key, details } = sentenceOf(fact);
  return { revision, position, at: fact.at, type: fact.type, sentence: key, details };
}

/** Looks at a journey through its stream: strictly consistent, also while read models lag. */
@Injectable()
export class ViewJourney {
  constructor(@Inject(STREAMS) private readonly streams: Streams) {}

  /** @throws {Problem} not-found, also for another customer's journey */
  async now(accountId: string, journeyId: string): Promise<Answer<JourneyView>> {
    const { facts } = await this.own(accountId, journeyId);
    const now = viewNow(facts);
    const isShared = now.view.state !== 'open';
    return new Answer(now.view, { position: await positionOf(this.streams, { ...now, isShared }) });
  }

  /** @throws {Problem} not-found, also for another customer's journey */
  async timeline(accountId: string, journeyId: string): Promise<Answer<Timeline>> {
    const { facts } = await this.own(accountId, journeyId);
    return new Answer({ entries: facts.map(lineOf) }, { position: facts.at(-1)?.position });
  }

  /** The stream of a journey, for its own customer only. @throws {Problem} not-found */
  async own(accountId: string, journeyId: string): Promise<Loaded<Journey, CardAdditionEvent>> {
    const loaded = await this.streams.journey(journeyId);
    if (loaded.state.status === 'none' || loaded.state.accountId !== accountId) throw new Problem('not-found');
    return loaded;
  }
}
