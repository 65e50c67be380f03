import { Refusal } from '@onfile/domain';
import {
  type AnyHandle,
  type FactOf,
  type Handles,
  keptStreams,
  type KnownStreams,
  type RecordRequest,
} from '@onfile/event-log';
import type { Recorded, Tail } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';

/** Facts of processes under way that a worker keeps, so that it reads only what others wrote since; some 1 KB each. */
const KEPT_FACTS = 20_000;

/** What workflows' pens read and write through: each process's own stream, `journey`, and those it decides by. */
export interface Books {
  /** The stream past revision `after`. Throws only while the log is away. */
  tail<H extends AnyHandle>(journey: H, after: number): Promise<Tail<FactOf<H>>>;
  /** Records one decision, and answers the stream past revision `after`. A refusal is an answer. Throws only while the log is away. */
  record<S extends Handles & { journey: AnyHandle }>(
    request: RecordRequest<S>,
    after: number,
  ): Promise<Recorded<FactOf<S['journey']>>>;
}

/** The books over the log. */
export function openBooks(log: ActivityPorts['log']): Books {
  const kept = keptStreams(KEPT_FACTS);
  const tail: Books['tail'] = async (journey, after) => {
    const { known } = await log.load({ journey });
    kept.keep(known);
    return tailOf(known, journey, after);
  };
  return {
    tail,
    async record(request, after) {
      const { journey } = request.streams;
      try {
        const names = Object.values(request.streams).map(({ name }) => name);
        const { known, facts } = await log.record({ ...request, known: kept.of(...names) });
        kept.keep(known);
        return { ...tailOf(known, journey, after), own: (facts.journey ?? []).map(({ fact }) => fact) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, message: why, details } = error;
        return { ...(await tail(journey, after)), own: [], refused: { code, why, details } };
      }
    },
  };
}

function tailOf<H extends AnyHandle>(known: KnownStreams, { name }: H, after: number): Tail<FactOf<H>> {
  const facts = known.get(name)?.facts ?? [];
  return {
    facts: facts.flatMap(({ revision, fact }) => (revision > after ? [fact as FactOf<H>] : [])),
    revision: facts.at(-1)?.revision ?? -1,
  };
}
