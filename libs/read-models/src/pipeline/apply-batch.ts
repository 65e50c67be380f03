import type { PoolClient } from 'pg';
import { type FollowedEvent, isAfter } from '../followed';
import type { ReadModel } from '../read-model';
import { readModels } from '../registry';
import { placed, readContext } from './context';
import { causeOf, type Changes, foldBatch, type Poisoned } from './fold-batch';
import { LIVE_SCHEMA, type Target, targetOf } from './target';
import { inTransaction } from './transaction';

/** Last position of each read model by name; null: nothing yet. */
export type Checkpoints = Readonly<Record<string, string | null>>;

/** What came of a batch. */
export interface BatchOutcome {
  /** Events that at least one read model had not had yet. */
  readonly applied: number;
  readonly poisoned: readonly Poisoned[];
}

/**
 * The read models stand before the place that a batch follows on: PostgreSQL crashed and took back commits that had not
 * reached the disk. Whoever took the batch in would leave a gap for ever; follow the log from the checkpoint again.
 */
export class CheckpointsWentBack extends Error {
  override readonly name = 'CheckpointsWentBack';
  readonly code = 'checkpoints-went-back';
  constructor(since: string) {
    super(`the read models are no longer at position ${since} of the log`);
  }
}

/**
 * Takes a batch of the log into every read model of the target: rows and checkpoints in one transaction, with four round
 * trips however many events. What a read model has had already is passed over, so a batch may come twice, overlap with
 * the one before, or be taken by two projectors at once. Events that can not be taken are put aside, never thrown.
 * @param since position that the batch follows on, without a gap: every read model must have reached it. Null: the start
 * @throws {CheckpointsWentBack} or the driver's error when PostgreSQL is down: nothing was written, the same batch can be
 * sent again.
 */
export async function applyBatch(
  target: Target,
  batch: readonly FollowedEvent[],
  since: string | null = null,
): Promise<BatchOutcome> {
  if (batch.length === 0) return { applied: 0, poisoned: [] };
  const following = async (client: PoolClient): Promise<Checkpoints> => {
    const checkpoints = await lockCheckpoints(client, target);
    if (since !== null && target.models.some(({ name }) => isBefore(checkpoints[name] ?? null, since))) {
      throw new CheckpointsWentBack(since);
    }
    return checkpoints;
  };
  try {
    return await inTransaction(target.pool, async (client) =>
      applyTogether(client, target, batch, await following(client)),
    );
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    return inTransaction(target.pool, async (client) => applyCarefully(client, target, batch, await following(client)));
  }
}

const isBefore = (position: string | null, other: string): boolean => position === null || isAfter(other, position);

async function applyTogether(
  client: PoolClient,
  target: Target,
  batch: readonly FollowedEvent[],
  checkpoints: Checkpoints,
): Promise<BatchOutcome> {
  const fresh = freshOf(target, batch, checkpoints);
  if (fresh.length === 0) return { applied: 0, poisoned: [] };
  const changes = await takeIn(client, target, fresh, isNewAfter(checkpoints));
  await write(client, target, changes, move(target, fresh, checkpoints));
  return { applied: fresh.length, poisoned: changes.poisoned };
}

async function takeIn(
  client: PoolClient,
  target: Target,
  events: readonly FollowedEvent[],
  isNew: (model: ReadModel, event: FollowedEvent) => boolean,
): Promise<Changes> {
  const each = placed(events);
  return foldBatch(target.models, each, await readContext(client, target, each), isNew);
}

/** PostgreSQL refused a value of some row. Which one is found by halves; only that event is put aside. */
async function applyCarefully(
  client: PoolClient,
  target: Target,
  batch: readonly FollowedEvent[],
  checkpoints: Checkpoints,
): Promise<BatchOutcome> {
  const fresh = freshOf(target, batch, checkpoints);
  const poisoned = await applyPart(client, target, fresh, isNewAfter(checkpoints));
  await write(client, target, NOTHING, move(target, fresh, checkpoints));
  return { applied: fresh.length, poisoned };
}

/**
 * Takes events in without moving a checkpoint, each half on its own where PostgreSQL refuses the whole. Answers what was
 * put aside.
 */
export async function applyPart(
  client: PoolClient,
  target: Target,
  events: readonly FollowedEvent[],
  isNew: (model: ReadModel, event: FollowedEvent) => boolean,
): Promise<Poisoned[]> {
  if (events.length === 0) return [];
  await client.query('savepoint part');
  try {
    const changes = await takeIn(client, target, events, isNew);
    await write(client, target, changes, NO_MOVE);
    await client.query('release savepoint part');
    return changes.poisoned;
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    await client.query('rollback to savepoint part; release savepoint part');
    return applySmaller(client, target, events, isNew, causeOf(error));
  }
}

async function applySmaller(
  client: PoolClient,
  target: Target,
  events: readonly FollowedEvent[],
  isNew: (model: ReadModel, event: FollowedEvent) => boolean,
  cause: string,
): Promise<Poisoned[]> {
  const [event] = events;
  const [model] = target.models;
  if (event === undefined || model === undefined) return [];
  if (events.length > 1) {
    const half = events.length >> 1;
    const first = await applyPart(client, target, events.slice(0, half), isNew);
    return [...first, ...(await applyPart(client, target, events.slice(half), isNew))];
  }
  if (target.models.length > 1) {
    const found: Poisoned[] = [];
    for (const one of target.models) {
      found.push(...(await applyPart(client, targetOf(target.pool, target.schema, [one]), events, isNew)));
    }
    return found;
  }
  const { stream, revision, position, type } = event;
  const poisoned = { model: model.name, stream, revision, position, type, cause };
  await write(client, target, { ...NOTHING, poisoned: [poisoned] }, NO_MOVE);
  return [poisoned];
}

/** Which checkpoints a batch moves. */
interface Move {
  readonly checkpoints: readonly { readonly model: string; readonly position: string }[];
  /** What readers who wait are told: where every read model is after it; null: nothing to tell. */
  readonly told: string | null;
}

const NO_MOVE: Move = { checkpoints: [], told: null };
const NOTHING: Changes = { rows: new Map(), owners: [], poisoned: [], heldBack: [] };

/** Locks the checkpoints, so that batches of one target are taken one after another, and reads them. */
export async function lockCheckpoints(client: PoolClient, { schema }: Pick<Target, 'schema'>): Promise<Checkpoints> {
  const { rows } = await client.query<{ model: string; position: string | null }>({
    name: `lock ${schema}`.slice(0, 63),
    text: `select model, position::text from ${schema}.checkpoints order by model for update`,
  });
  return Object.fromEntries(rows.map(({ model, position }) => [model, position]));
}

function isNewAfter(checkpoints: Checkpoints): (model: ReadModel, event: FollowedEvent) => boolean {
  const values = new Set(Object.values(checkpoints));
  if (values.size === 1) return () => true; // all stand at one place, and older events were left out before
  return (model, event) => isAfter(event.position, checkpoints[model.name] ?? null);
}

function freshOf({ models }: Target, batch: readonly FollowedEvent[], checkpoints: Checkpoints): FollowedEvent[] {
  return batch.filter((event) => models.some((model) => isAfter(event.position, checkpoints[model.name] ?? null)));
}

function move(target: Target, fresh: readonly FollowedEvent[], before: Checkpoints): Move {
  const last = fresh.reduce<string | null>((so, { position }) => (isAfter(position, so) ? position : so), null);
  if (last === null) return NO_MOVE;
  const moved = target.models.filter(({ name }) => isAfter(last, before[name] ?? null)).map(({ name }) => name);
  // Of today's read models alone: one that a build no longer has leaves a checkpoint that moves no more.
  const after = readModels.map(({ name }) => (moved.includes(name) ? last : (before[name] ?? null)));
  return {
    checkpoints: moved.map((model) => ({ model, position: last })),
    told: target.schema === LIVE_SCHEMA ? earliest(after) : null,
  };
}

/** Null where one has nothing yet. */
function earliest(positions: readonly (string | null)[]): string | null {
  return positions.reduce((first, one) => (first === null || one === null ? null : isAfter(first, one) ? one : first));
}

async function write(client: PoolClient, target: Target, changes: Changes, { checkpoints, told }: Move): Promise<void> {
  const touched = target.models.filter((model) => (changes.rows.get(model.name)?.size ?? 0) > 0);
  const rows = touched.map((model) => JSON.stringify([...(changes.rows.get(model.name)?.values() ?? [])]));
  const values = [...rows, JSON.stringify(changes.owners), JSON.stringify(checkpoints), told];
  await client.query({ ...target.writeFor(touched), values });
  if (changes.poisoned.length > 0)
    await insertRows(client, target, 'poisoned', changes.poisoned, 'type text, cause text');
  if (changes.heldBack.length > 0) await insertRows(client, target, 'held_back', changes.heldBack);
}

async function insertRows(
  client: PoolClient,
  { schema }: Target,
  table: 'poisoned' | 'held_back',
  rows: readonly object[],
  more?: string,
): Promise<void> {
  const typed = ['model text, stream text, revision integer, position bigint', ...(more ? [more] : [])].join(', ');
  const names = typed.replace(/ (text|integer|bigint)/g, '');
  await client.query(
    `insert into ${schema}.${table} (${names}) select ${names} from json_to_recordset($1::json) as it(${typed}) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

/** SQLSTATE classes 22 (data), 23 (constraints) and 54 (limits): the values are at fault, not the connection. */
function isRefusedValue(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(22|23|54)/.test(code) && code.length === 5;
}
