import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { type FollowedEvent, isAfter } from '../followed';
import { type Context, eventKey, placed } from '../pipeline/context';
import { foldBatch } from '../pipeline/fold-batch';
import { selectedColumns } from '../pipeline/statements';
import { LIVE_SCHEMA } from '../pipeline/target';
import type { ReadStream } from '../poisoned/retry';
import type { ReadModel } from '../read-model';
import { columnsOf } from '../table';

/** What became of a sample: equal digests, equal rows. */
export interface SampleVerdict {
  readonly model: string;
  readonly sampled: number;
  readonly equal: boolean;
  /** Keys of rows that the log makes otherwise, the first of them. */
  readonly differing: readonly string[];
  readonly digests: { readonly live: string; readonly rebuilt: string };
}

/** How many streams are read at once. */
const AT_ONCE = 8;
const MOST_NAMED = 20;

type Row = Readonly<Record<string, unknown>>;

/**
 * X15: takes rows of a live read model by chance, makes each anew from the streams that its revisions name, and compares by
 * hash. It reads those streams alone, so it is quick however long the log is; rows that the live one does not have at all
 * are found by a whole comparison only.
 */
export async function verifySample(
  pool: Pool,
  model: ReadModel,
  readStream: ReadStream,
  size: number,
): Promise<SampleVerdict> {
  const { rows } = await pool.query<{ it: Row }>(
    `select row_to_json(it) as it from (select ${selectedColumns(model)} from ${LIVE_SCHEMA}.${model.table.name}
       order by random() limit $1) it`,
    [size],
  );
  const live = rows.map(({ it }) => it);
  const events = await eventsOf(model, live, readStream);
  const rebuilt = foldBatch([model], placed(events), await contextOf(pool, model, events), () => true).rows.get(
    model.name,
  );
  const pairs = live.map((row) => {
    const key = rowKey(model, row);
    return { key, live: lineOf(model, row), rebuilt: lineOf(model, rebuilt?.get(key) as Row | undefined) };
  });
  const differing = pairs.filter((pair) => pair.live !== pair.rebuilt).map(({ key }) => key);
  return {
    model: model.name,
    sampled: live.length,
    equal: differing.length === 0,
    differing: differing.slice(0, MOST_NAMED),
    digests: { live: digestOf(pairs.map((it) => it.live)), rebuilt: digestOf(pairs.map((it) => it.rebuilt)) },
  };
}

/** Everything that the rows were made of, in the order of the log. */
async function eventsOf(model: ReadModel, rows: readonly Row[], readStream: ReadStream): Promise<FollowedEvent[]> {
  const through = new Map<string, number>();
  for (const row of rows) {
    for (const [stream, revision] of Object.entries(revisionsOf(model, row))) {
      through.set(stream, Math.max(revision, through.get(stream) ?? -1));
    }
  }
  const found: FollowedEvent[] = [];
  const streams = [...through];
  for (let at = 0; at < streams.length; at += AT_ONCE) {
    const read = streams.slice(at, at + AT_ONCE).map(async ([stream, last]) => {
      const events = await readStream(stream, 0);
      found.push(...events.filter(({ revision }) => revision <= last));
    });
    await Promise.all(read);
  }
  return found.sort((a, b) => (isAfter(a.position, b.position) ? 1 : -1));
}

const revisionsOf = (model: ReadModel, row: Row): Readonly<Record<string, number>> =>
  model.shape === 'listed'
    ? { [String(row['stream'])]: Number(row['revision']) }
    : (row['revisions'] as Record<string, number>);

const rowKey = (model: ReadModel, row: Row): string =>
  model.shape === 'listed'
    ? eventKey(String(row['stream']), Number(row['revision']))
    : String(row[model.table.key[0] as string]);

/** A clean start, but for what operators let go of. */
async function contextOf(pool: Pool, model: ReadModel, events: readonly FollowedEvent[]): Promise<Context> {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const { rows } = await pool.query<{ stream: string; revision: number; models: string[] | null }>(
    `select stream, revision, models from ${LIVE_SCHEMA}.skipped where stream = any($1)`,
    [streams],
  );
  return {
    rows: new Map([[model.name, new Map()]]),
    owners: new Map(),
    blocked: new Set(),
    skipped: new Map(rows.map(({ stream, revision, models }) => [eventKey(stream, revision), models])),
  };
}

/** One row as text: the same for the same values, however they are written. */
function lineOf(model: ReadModel, row: Row | undefined): string {
  if (row === undefined) return 'none';
  const values = columnsOf(model.table).map(({ name, kind }) => {
    const value = row[name] ?? null;
    return kind === 'instant' && value !== null ? new Date(String(value)).toISOString() : sorted(value);
  });
  return JSON.stringify(values);
}

/** A JSON value with the fields of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]));
}

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 32);
