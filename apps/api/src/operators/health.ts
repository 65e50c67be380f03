import { Inject, Injectable } from '@nestjs/common';
import { Answer } from '../http/answer';
import type { Readiness } from '../operations/health.controller';
import { OPERATORS, READINESS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { journeyIdOf } from './journey-of';
import type { Operators } from './operators';

/** Something that is wrong now: what, in words, and the command that helps. */
export interface Finding {
  readonly what: FindingName;
  readonly count: number;
  readonly words: string;
  readonly command: string;
}

/** Everything that is wrong now. `unknown`: what could not be looked at. */
export interface Health {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** Everything that can be found. Stable: alert rules name them. */
export const FINDINGS = [
  ...(['part-down', 'journeys-stuck', 'holds-late', 'workflow-task-failures', 'no-worker', 'queue-backlog'] as const),
  ...(['run-missed', 'charges-unknown', 'bills-blocked', 'events-put-aside', 'read-models-behind'] as const),
  'not-looked-at',
] as const;

/** One of them. */
type FindingName = (typeof FINDINGS)[number];

/** How long the read models may take to come to where the log is, in milliseconds. */
const LAG_MS = 2_000;
/** Work that waits for a worker. */
const BACKLOG = 1_000;

/** Starts what is not there; where it is already at it, it says so. */
const START = 'npm start';

/** Looks for what is wrong, everywhere at once. A part that can not be asked is a finding itself. */
@Injectable()
export class LookAtHealth {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(READINESS) private readonly readiness: Readiness,
  ) {}

  async now(): Promise<Answer<Health>> {
    const looks = [
      this.parts(),
      tried('journeys', () => this.journeys()),
      tried('workflows', () => this.workflows()),
      tried('queues', () => this.queues()),
      tried('deduction runs', () => this.runs()),
      tried('bills', () => this.bills()),
      tried('read models', () => this.readModels()),
    ];
    const findings = (await Promise.all(looks)).flat();
    return new Answer({ ok: findings.length === 0, findings });
  }

  private async parts(): Promise<Finding[]> {
    const parts = Object.entries(await this.readiness());
    return parts.flatMap(([part, standing]) =>
      standing === 'up' ? [] : [found('part-down', 1, `${part} can not be reached.`, START)],
    );
  }

  private async journeys(): Promise<Finding[]> {
    const { stuck, late } = await this.operators.search.counts();
    return [
      ...some(
        'journeys-stuck',
        stuck,
        ['open journey has not moved for too long', 'open journeys have not moved for too long'],
        'onfile find --state stuck',
      ),
      ...some(
        'holds-late',
        late,
        ['hold should have been given back by now', 'holds should have been given back by now'],
        'onfile find --state late',
      ),
    ];
  }

  private async workflows(): Promise<Finding[]> {
    const ids = await this.operators.workflows.troubled();
    const first = ids[0] === undefined ? '' : journeyIdOf(ids[0]);
    return some(
      'workflow-task-failures',
      ids.length,
      ['workflow fails in its own code', 'workflows fail in their own code'],
      `onfile explain ${first}`,
    );
  }

  private async queues(): Promise<Finding[]> {
    return (await this.operators.workflows.queues()).flatMap(({ queue, kind, waiting, workers }) => [
      ...(workers === 0 ? [found('no-worker', 1, `No worker takes the ${kind} tasks of queue ${queue}.`, START)] : []),
      ...(waiting > BACKLOG
        ? some(
            'queue-backlog',
            waiting,
            [`${kind} task waits in queue ${queue}`, `${kind} tasks wait in queue ${queue}`],
            `temporal task-queue describe --task-queue ${queue}`,
          )
        : []),
    ]);
  }

  private async runs(): Promise<Finding[]> {
    const missed = (await this.views.deductionRuns()).filter(({ status }) => status === 'missed');
    return missed.map(({ period }) =>
      found(
        'run-missed',
        1,
        `The deduction run of ${period} did not begin.`,
        `onfile runs start ${period} --why "it was missed"`,
      ),
    );
  }

  private async bills(): Promise<Finding[]> {
    const page = { limit: 100 };
    const [unknown, blocked] = await Promise.all([
      this.views.bills({ status: 'being-checked' }, page),
      this.views.bills({ status: 'blocked' }, page),
    ]);
    return [
      ...some(
        'charges-unknown',
        unknown.items.length,
        ['bill waits for the outcome of a charge', 'bills wait for the outcome of a charge'],
        'onfile bills --status being-checked',
      ),
      ...some(
        'bills-blocked',
        blocked.items.length,
        ['bill waits for an operator', 'bills wait for an operator'],
        'onfile bills --status blocked',
      ),
    ];
  }

  private async readModels(): Promise<Finding[]> {
    const { projections } = this.operators;
    const [aside, { end }] = await Promise.all([projections.putAside(), projections.progress()]);
    const isReached = end === '0' || (await this.views.reached(end, LAG_MS));
    return [
      ...some(
        'events-put-aside',
        aside.length,
        ['stream waits behind an event that can not be read', 'streams wait behind events that can not be read'],
        'onfile read-models',
      ),
      ...(isReached
        ? []
        : [found('read-models-behind', 1, 'The read models are behind the log.', 'onfile read-models')]),
    ];
  }
}

const found = (what: FindingName, count: number, words: string, command: string): Finding => ({
  what,
  count,
  words,
  command,
});

/** "3 holds should …", of one and of many; nothing of none. */
const some = (what: FindingName, count: number, [one, many]: readonly [string, string], command: string): Finding[] =>
  count === 0 ? [] : [found(what, count, `${count} ${count === 1 ? one : many}.`, command)];

async function tried(part: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch {
    return [
      found('not-looked-at', 1, `The state of the ${part} could not be read; the log of the api says why.`, START),
    ];
  }
}
