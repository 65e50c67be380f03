import { Inject, Injectable } from '@nestjs/common';
import { isAfter, type PoisonedStream, type Retried } from '@onfile/read-models';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import type { Secrecy } from '../secrecy';
import { CLOCK, OPERATORS, SECRECY } from '../tokens';
import type { Operators } from './operators';

/** How far the read models are, and what waits beside them. */
export interface ReadModelsLook {
  readonly end: string;
  readonly models: readonly { readonly model: string; readonly position: string | null; readonly behind: boolean }[];
  readonly putAside: readonly PoisonedStream[];
}

/** What came of another try. */
export interface RetriedStream {
  readonly stream: string;
  readonly caughtUp: readonly string[];
  readonly putAsideAgain: readonly string[];
}

/** An event that was put aside. `revision`: of the one to let go of; without it it is tried again. */
export interface AsideRequest {
  readonly by: string;
  readonly reason: string;
  readonly stream: string;
  readonly revision?: number;
}

/** X15, Q13: looks after the read models. */
@Injectable()
export class CareForReadModels {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async look(): Promise<Answer<ReadModelsLook>> {
    const { projections } = this.operators;
    const [{ end, models }, putAside] = await Promise.all([projections.progress(), projections.putAside()]);
    const isBehind = (position: string | null): boolean => end !== '0' && (position === null || isAfter(end, position));
    return new Answer({
      end,
      models: models.map(({ model, position }) => ({ model, position, behind: isBehind(position) })),
      putAside,
    });
  }

  /** Tries again, or lets go. @throws {Problem} not-found. @throws {Refusal} reason-missing. @throws {CommandReused} */
  async settle(
    { by, reason, stream, revision }: AsideRequest,
    { commandId, body }: KeyedRequest,
  ): Promise<Answer<RetriedStream>> {
    const { projections, book } = this.operators;
    const aside = (await projections.putAside()).find((known) => known.stream === stream);
    const isThere = aside !== undefined && (revision === undefined || revision === aside.revision);
    const intent = {
      ...{ by, on: stream, why: reason },
      act: revision === undefined ? ('retry-put-aside' as const) : ('skip-put-aside' as const),
      ...(revision !== undefined && { details: { revision: String(revision) } }),
    };
    const meta = { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: this.now().toISOString() };
    const noted = await book.note(intent, meta, () => {
      if (!isThere) throw new Problem('not-found');
    });
    const retried = await (revision === undefined
      ? projections.retry(stream)
      : projections.skip({ stream, revision, because: reason }));
    return new Answer(retriedOf(stream, retried), { position: noted.position, hit: noted.repeated });
  }
}

const retriedOf = (stream: string, { caughtUp, poisoned }: Retried): RetriedStream => ({
  ...{ stream, caughtUp },
  putAsideAgain: poisoned.map(({ model }) => model),
});
