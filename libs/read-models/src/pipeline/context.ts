import type { PoolClient } from 'pg';
import { categoryOf, type FollowedEvent, idOf, type ShownFact } from '../followed';
import type { FoldedModel, Origin, ReadModel } from '../read-model';
import type { ProjectedRow } from '../table';
import { foldedOf } from './statements';
import type { Target } from './target';

/** The read models in which an event was let go of, by event; null: in all, as it was before they were noted. */
export type Skipped = ReadonlyMap<string, readonly string[] | null>;

/** What a batch must know of the past: its rows as they are, whose its streams are, what is put aside. */
export interface Context {
  /** Rows by model and key. */
  readonly rows: ReadonlyMap<string, Map<string, ProjectedRow>>;
  readonly owners: Map<string, string>;
  /** Streams held back, as `blockKey` gives them. */
  readonly blocked: Set<string>;
  /** Events that an operator let go of, as `eventKey` gives them. */
  readonly skipped: Skipped;
}

/** Names a stream that is held back for one read model. */
export const blockKey = (model: string, stream: string): string => `${model} ${stream}`;
/** Names an event of a stream. */
export const eventKey = (stream: string, revision: number): string => `${stream}@${revision}`;

/** An event and its origin, which every read model asks for: taken apart once. */
export interface Placed {
  readonly event: FollowedEvent;
  readonly origin: Origin;
}

/** Events with their origins. */
export const placed = (events: readonly FollowedEvent[]): Placed[] =>
  events.map((event) => {
    const { stream, revision, position } = event;
    return { event, origin: { stream, revision, position, category: categoryOf(stream), id: idOf(stream) } };
  });

/** True if the read model concerns itself with the event's stream. */
export function feeds(model: ReadModel, { category }: Origin): boolean {
  return model.categories.includes(category);
}

/** Reads the context of `events` with one query. */
export async function readContext(client: PoolClient, target: Target, events: readonly Placed[]): Promise<Context> {
  const concerned = foldedOf(target.models)
    .map((model) => ({ model, keys: keysOf(model, events) }))
    .filter(({ keys }) => keys.length > 0);
  const streams = [...new Set(events.map(({ event }) => event.stream))];
  const statement = target.readFor(concerned.map(({ model }) => model));
  const { rows } = await client.query({ ...statement, values: [streams, ...concerned.map(({ keys }) => keys)] });
  const found = rows[0] as {
    owners: Record<string, string>;
    blocked: [string, string][];
    skipped: [string, number, string[] | null][];
    [rows: `rows_${number}`]: ProjectedRow[];
  };
  return {
    rows: new Map(concerned.map(({ model }, index) => [model.name, byKey(model, found[`rows_${index}`] ?? [])])),
    owners: new Map(Object.entries(found.owners)),
    blocked: new Set(found.blocked.map(([model, stream]) => blockKey(model, stream))),
    skipped: new Map(found.skipped.map(([stream, revision, models]) => [eventKey(stream, revision), models])),
  };
}

function byKey(model: FoldedModel<never>, rows: readonly ProjectedRow[]): Map<string, ProjectedRow> {
  const [key] = model.table.key as readonly string[];
  return new Map(rows.map((row) => [String((row as unknown as Record<string, unknown>)[key as string]), row]));
}

function keysOf(model: FoldedModel<never>, events: readonly Placed[]): string[] {
  const keys = new Set<string>();
  for (const one of events) {
    if (!one.event.fact || !feeds(model, one.origin)) continue;
    const key = keyOrNone(model, one);
    if (key !== undefined) keys.add(key);
  }
  return [...keys];
}

/** A malformed fact may have no key to find: it is put aside when its turn comes, with this same error as the cause. */
function keyOrNone(model: FoldedModel<never>, { event, origin }: Placed): string | undefined {
  try {
    return model.keyOf(event.fact as ShownFact, origin);
  } catch {
    return undefined;
  }
}
