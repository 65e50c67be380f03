import { type FollowedEvent, ownerTellingFacts, type Place, type ShownFact } from '../followed';
import { fold, type FoldedModel, type Origin, type ReadModel, type Source } from '../read-model';
import type { ProjectedRow } from '../table';
import { blockKey, type Context, eventKey, feeds, type Placed } from './context';

/** An event that one read model could not take in, and why. The cause names no content of the event. */
export interface Poisoned extends Place {
  readonly model: string;
  readonly type: string;
  readonly cause: string;
}

/** What a batch leaves behind. */
export interface Changes {
  /** Rows to write, by model. */
  readonly rows: ReadonlyMap<string, Map<string, object>>;
  readonly owners: { stream: string; accountId: string }[];
  readonly poisoned: Poisoned[];
  readonly heldBack: (Place & { model: string })[];
}

/**
 * Takes events into rows, in their order, without I/O. `context` is used up: its rows, owners and blocks move along. An
 * event that a read model can not take is put aside; later ones of its stream wait for it, those of others go on.
 * `isNew` tells whether a read model has not had an event yet.
 */
export function foldBatch(
  models: readonly ReadModel[],
  events: readonly Placed[],
  context: Context,
  isNew: (model: ReadModel, event: FollowedEvent) => boolean,
): Changes {
  const changes: Changes = {
    rows: new Map(models.map((it) => [it.name, new Map()])),
    owners: [],
    poisoned: [],
    heldBack: [],
  };
  for (const { event, origin } of events) {
    noteOwner(event, context, changes);
    const source = { ...origin, accountId: ownerOf(origin, context) };
    for (const model of models) {
      if (!feeds(model, origin) || !isNew(model, event) || isLetGo(model, event, context)) continue;
      take(model, event, source, context, changes);
    }
  }
  return changes;
}

/** What nobody can read is let go of by all; what a read model could not take, by that one alone: the others show it. */
function isLetGo({ name }: ReadModel, { stream, revision, fact }: FollowedEvent, { skipped }: Context): boolean {
  if (skipped.size === 0) return false;
  const models = skipped.get(eventKey(stream, revision));
  return models !== undefined && (models === null || fact === undefined || models.includes(name));
}

/** Keeps whose stream it is, which its first fact alone tells. */
function noteOwner({ stream, fact }: FollowedEvent, { owners }: Context, changes: Changes): void {
  if (fact === undefined || !ownerTellingFacts.has(fact.type) || owners.has(stream)) return;
  const accountId = (fact.data as { accountId?: unknown } | null)?.accountId;
  if (typeof accountId !== 'string') return; // malformed: whoever needs the owner puts the fact aside
  owners.set(stream, accountId);
  changes.owners.push({ stream, accountId });
}

function take(model: ReadModel, event: FollowedEvent, source: Source, context: Context, changes: Changes): void {
  const { stream, revision, position, type } = event;
  if (context.blocked.size > 0 && context.blocked.has(blockKey(model.name, stream))) {
    changes.heldBack.push({ model: model.name, stream, revision, position });
    return;
  }
  try {
    if (event.fact === undefined) throw new Error(event.unreadable ?? 'neither fact nor cause');
    if (model.shape === 'listed') {
      changes.rows
        .get(model.name)
        ?.set(eventKey(stream, revision), model.list(event.fact as ShownFact, source) as object);
    } else {
      foldInto(model, event.fact as ShownFact, source, context, changes);
    }
  } catch (error) {
    context.blocked.add(blockKey(model.name, stream));
    changes.poisoned.push({ model: model.name, stream, revision, position, type, cause: causeOf(error) });
  }
}

function foldInto(
  model: FoldedModel<ProjectedRow>,
  fact: ShownFact,
  source: Source,
  { rows }: Context,
  changes: Changes,
): void {
  const key = model.keyOf(fact, source);
  if (key === undefined) return;
  const before = rows.get(model.name)?.get(key);
  const after = fold(model, before, fact, source);
  if (after === before) return;
  rows.get(model.name)?.set(key, after);
  changes.rows.get(model.name)?.set(key, after);
}

function ownerOf({ stream, category, id }: Origin, { owners }: Context): string | undefined {
  return category === 'account' || category === 'wallet' ? id : owners.get(stream);
}

/** What an operator reads: the kind of error and its words, which never quote a fact's values. */
export function causeOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
}
