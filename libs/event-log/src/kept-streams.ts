import type { KnownStream, KnownStreams } from './record';

/** Streams that a process writes to again and again, kept in memory so that only what is new of them is read. */
export interface KeptStreams {
  /** Those of `names` that are kept, for `record`. */
  of(...names: readonly string[]): KnownStreams;
  /** Keeps streams as `record` answered them. */
  keep(known: KnownStreams): void;
}

/** Keeps the streams used last, as many as hold `mostFacts` facts together. One for each kind of writer of a process. */
export function keptStreams(mostFacts: number): KeptStreams {
  const kept = new Map<string, KnownStream>();
  let facts = 0;
  const drop = (name: string): void => {
    facts -= kept.get(name)?.facts.length ?? 0;
    kept.delete(name);
  };
  return {
    of: (...names) => new Map(names.flatMap((name) => (kept.has(name) ? [[name, kept.get(name)!] as const] : []))),
    keep(known) {
      for (const [name, stream] of known) {
        drop(name);
        kept.set(name, stream); // the last in order is the one used last
        facts += stream.facts.length;
      }
      for (const name of kept.keys()) {
        if (facts <= mostFacts) break;
        drop(name);
      }
    },
  };
}
