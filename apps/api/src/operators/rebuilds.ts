import { Inject, Injectable } from '@nestjs/common';
import { readModels, type RebuildJob, type SampleVerdict } from '@onfile/read-models';
import { Answer } from '../http/answer';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { OPERATORS } from '../tokens';
import { OperatorDesk } from './operator-desk';
import type { Operators } from './operators';

/** Which read model is filled anew, by whom and why. */
export interface RebuildRequest {
  readonly model: string;
  readonly by: string;
  readonly why: string;
  /** Compare only, and leave the live rows as they are. */
  readonly compareOnly: boolean;
}

const ON = 'readModel/';

/** X15, the view doctor: fills read models anew beside the live ones, compares, puts them in place; checks samples. */
@Injectable()
export class Rebuilds {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    private readonly desk: OperatorDesk,
  ) {}

  /** Takes the order; the projector does it. @throws {Problem} not-found. @throws {Refusal} reason-missing */
  async start({ model, by, why, compareOnly }: RebuildRequest, keyed: KeyedRequest): Promise<Answer<RebuildJob>> {
    expectKnown(model);
    const act = compareOnly ? ('compare' as const) : ('rebuild' as const);
    const noted = await this.desk.note({ by, act, on: `${ON}${model}`, why }, keyed);
    const id = `rebuild_${keyed.commandId}`; // a digest alone may begin with a dash, which no id does
    await this.operators.projections.rebuild({ id, model, compareOnly, by });
    const { body } = await this.one(id);
    const location = `/v1/operations/read-models/rebuilds/${id}`;
    return new Answer(body, { status: 202, location, retryAfter: 1, hit: noted.repeated });
  }

  /** The newest rebuilds first. */
  async list(): Promise<Answer<{ entries: readonly RebuildJob[] }>> {
    return new Answer({ entries: await this.operators.projections.rebuilds() });
  }

  /** One, and how far it is. @throws {Problem} not-found */
  async one(id: string): Promise<Answer<RebuildJob>> {
    const [job] = await this.operators.projections.rebuilds({ id });
    if (!job) throw new Problem('not-found');
    return new Answer(job);
  }

  /** Compares rows taken by chance with what the log makes of them. @throws {Problem} not-found */
  async verify(model: string, size: number): Promise<Answer<SampleVerdict>> {
    expectKnown(model);
    const verdict = await this.operators.projections.verify(model, size);
    if (!verdict) throw new Problem('not-found');
    return new Answer(verdict);
  }
}

/** @throws {Problem} not-found */
function expectKnown(model: string): void {
  if (!readModels.some(({ name }) => name === model)) throw new Problem('not-found');
}
