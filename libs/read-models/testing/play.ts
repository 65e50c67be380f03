import type { FollowedEvent, ReadModel } from '../src';
import { placed } from '../src/pipeline/context';
import { foldBatch } from '../src/pipeline/fold-batch';

/** The rows that a read model makes of events, without a database. @throws the cause if one is put aside */
export function play(model: ReadModel, events: readonly FollowedEvent[]): object[] {
  const context = {
    rows: new Map([[model.name, new Map()]]),
    owners: new Map(),
    blocked: new Set<string>(),
    skipped: new Map<string, string[]>(),
  };
  const { rows, poisoned } = foldBatch([model], placed(events), context, () => true);
  if (poisoned[0]) throw new Error(`${poisoned[0].type} put aside: ${poisoned[0].cause}`);
  return [...(rows.get(model.name)?.values() ?? [])];
}
