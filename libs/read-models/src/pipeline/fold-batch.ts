import { categoryOf, type FollowedEvent, idOf, ownerTellingFacts, type Place, type ShownFact } from '../followed';
import { fold, type FoldedModel, type ReadModel, type Source } from '../read-model';
import type { ProjectedRow } from '../table';
import { blockKey, type Context, eventKey, feeds, originOf } from './context';

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
  events: readonly FollowedEvent[],
  context: Context,
  isNew: (model: ReadModel, event: FollowedEvent) => boolean,
): Changes {
  const changes: Changes = {
    rows: new Map(models.map((it) => [it.name, new Map()])),
    owners: [],
    poisoned: [],
    heldBack: [],
  };
  for (const event of events) {
    noteOwner(event, context, changes);
    if (context.skipped.has(eventKey(event.stream, event.revision))) continue;
    for (const model of models) {
      if (feeds(model, event) && isNew(model, event)) take(model, event, context, changes);
    }
  }
  return changes;
}

/** Keeps whose stream it is, which its first fact alone tells. */
function noteOwner({ stream, fact }: FollowedEvent, { owners }: Context, changes: Changes): void {
  if (fact === undefined || !ownerTellingFacts.has(fact.type) || owners.has(stream)) return;
  const accountId = (fact.data as { accountId?: unknown } | null)?.accountId;
  if (typeof accountId !== 'string') return; // malformed: whoever needs the owner puts the fact aside
  owners.set(stream, accountId);
  changes.owners.push({ stream, accountId });
}

function take(model: ReadModel, event: FollowedEvent, context: Context, changes: Changes): void {
  const { stream, revision, position, type } = event;
  const block = blockKey(model.name, stream);
  if (context.blocked.has(block)) {
    changes.heldBack.push({ model: model.name, stream, revision, position });
    return;
  }
  try {
    if (event.fact === undefined) throw new Error(event.unreadable ?? 'neither fact nor cause');
    const source = { ...originOf(event), accountId: ownerOf(stream, context) };
    if (model.shape === 'listed') {
      changes.rows
        .get(model.name)
        ?.set(eventKey(stream, revision), model.list(event.fact as ShownFact, source) as object);
    } else {
      foldInto(model, event.fact as ShownFact, source, context, changes);
    }
  } catch (error) {
    context.blocked.add(block);
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

function ownerOf(stream: string, { owners }: Context): string | undefined {
  const category = categoryOf(stream);
  return category === 'account' || category === 'wallet' ? idOf(stream) : owners.get(stream);
}

/** What an operator reads: the kind of error and its words, which never quote a fact's values. */
export function causeOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
}
