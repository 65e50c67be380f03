import { Refusal } from '@onfile/domain';
import {
  type AnyHandle,
  type FactOf,
  type Handles,
  keptStreams,
  type KnownStream,
  type KnownStreams,
  type RecordRequest,
} from '@onfile/event-log';
import type { Recorded, Tail } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';

/** Facts of processes under way that a worker keeps, so that it reads only what others wrote since; some 1 KB each. */
const KEPT_FACTS = 20_000;

/** What of the log a decision is answered with, and what need not be read for it. */
export interface Reading {
  /** Revision past which the journey's own stream is answered. */
  readonly after: number;
  /** Streams of which nearly all are empty yet: not read unless the append says that this one is not. */
  readonly likelyNew?: readonly (AnyHandle | undefined)[];
}

/** What workflows' pens read and write through: each process's own stream, `journey`, and those it decides by. */
export interface Books {
  /** The stream past revision `after`. Throws only while the log is away. */
  tail<H extends AnyHandle>(journey: H, after: number): Promise<Tail<FactOf<H>>>;
  /** Records one decision. A refusal is an answer. Throws only while the log is away. */
  record<S extends Handles & { journey: AnyHandle }>(
    request: RecordRequest<S>,
    reading: Reading,
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
    async record(request, { after, likelyNew = [] }) {
      const { journey } = request.streams;
      try {
        const names = Object.values(request.streams).map(({ name }) => name);
        const known = new Map([...empty(likelyNew), ...kept.of(...names)]);
        const { known: seen, facts } = await log.record({ ...request, known });
        kept.keep(seen);
        return { ...tailOf(seen, journey, after), own: (facts.journey ?? []).map(({ fact }) => fact) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, message: why, details } = error;
        return { ...(await tail(journey, after)), own: [], refused: { code, why, details } };
      }
    },
  };
}

function* empty(handles: readonly (AnyHandle | undefined)[]): Iterable<[string, KnownStream]> {
  for (const handle of handles) if (handle) yield [handle.name, { facts: [], state: handle.category.initial }];
}

function tailOf<H extends AnyHandle>(known: KnownStreams, { name }: H, after: number): Tail<FactOf<H>> {
  const facts = known.get(name)?.facts ?? [];
  return {
    facts: facts.flatMap(({ revision, fact }) => (revision > after ? [fact as FactOf<H>] : [])),
    revision: facts.at(-1)?.revision ?? -1,
  };
}
