import { Inject, Injectable } from '@nestjs/common';
import type { Ask } from '@onfile/domain';
import { isAfter, type PoisonedStream, type Retried } from '@onfile/read-models';
import { Answer } from '../http/answer';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { OPERATORS } from '../tokens';
import { type AskedAct, type AskedFor, OperatorDesk } from './operator-desk';
import type { Operators } from './operators';

/** How far the read models are, and what waits beside them. */
export interface ReadModelsLook {
  readonly end: string;
  readonly models: readonly {
    readonly model: string;
    readonly position: string | null;
    readonly behind: boolean;
    /** How far behind the log it is, in positions of it. */
    readonly lag: string;
  }[];
  readonly putAside: readonly PoisonedStream[];
}

/** What came of another try. */
export interface RetriedStream {
  readonly stream: string;
  readonly caughtUp: readonly string[];
  readonly putAsideAgain: readonly string[];
}

/** A stream that waits behind an event that was put aside. */
export interface AsideRequest {
  readonly by: string;
  readonly reason: string;
  readonly stream: string;
}

/** X15, Q13: looks after the read models. */
@Injectable()
export class CareForReadModels implements AskedAct {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    private readonly desk: OperatorDesk,
  ) {}

  async progress(): Promise<Answer<ReadModelsLook>> {
    const { projections } = this.operators;
    const [{ end, models }, putAside] = await Promise.all([projections.progress(), projections.putAside()]);
    const isBehind = (position: string | null): boolean => end !== '0' && (position === null || isAfter(end, position));
    return new Answer({
      end,
      models: models.map(({ model, position }) => ({
        ...{ model, position, behind: isBehind(position) },
        lag: String(isBehind(position) ? BigInt(end) - BigInt(position ?? 0) : 0n),
      })),
      putAside,
    });
  }

  /** Takes in what was put aside. @throws {Problem} not-found. @throws {Refusal} reason-missing. @throws {CommandReused} */
  async retry({ by, reason, stream }: AsideRequest, keyed: KeyedRequest): Promise<Answer<RetriedStream>> {
    const allow = await this.look({ on: stream, details: {} });
    const intent = { by, act: 'retry-put-aside', on: stream, why: reason } as const;
    const { position, repeated } = await this.desk.note(intent, keyed, allow);
    const retried = await this.operators.projections.retry(stream);
    return new Answer(retriedOf(stream, retried), { position, hit: repeated });
  }

  /** Asks to let go of an event for good: rebuilds let go of it as well. @throws {Problem} not-found */
  async askToSkip(
    { by, reason, stream, revision }: AsideRequest & { readonly revision: number },
    keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    const details = { revision: String(revision) };
    const intent = { by, act: 'skip-put-aside', on: stream, why: reason, details } as const;
    return this.desk.ask(intent, keyed, await this.look({ on: stream, details }));
  }

  async look({ on, details }: Pick<Ask, 'on' | 'details'>): Promise<() => void> {
    const aside = (await this.operators.projections.putAside()).find(({ stream }) => stream === on);
    const { revision } = details;
    return () => {
      if (!aside || (revision !== undefined && revision !== String(aside.revision))) throw new Problem('not-found');
    };
  }

  async carryOut({ on: stream, details, why: because }: Ask): Promise<string> {
    const revision = Number(details['revision']);
    const { caughtUp } = await this.operators.projections.skip({ stream, revision, because });
    return `Let go of ${stream}, revision ${revision}. Caught up: ${caughtUp.join(', ') || 'nothing'}.`;
  }
}

const retriedOf = (stream: string, { caughtUp, poisoned }: Retried): RetriedStream => ({
  ...{ stream, caughtUp },
  putAsideAgain: poisoned.map(({ model }) => model),
});
