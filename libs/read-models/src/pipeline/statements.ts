import { createHash } from 'node:crypto';
import type { FoldedModel, ReadModel } from '../read-model';
import { columnsOf, type ColumnKind, snake, type Table } from '../table';

/** Name of the channel on which each commit of the live read models is told, with its position. */
export const COMMITS_CHANNEL = 'onfile_read_models';

/** A statement that PostgreSQL prepares once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** The folded models of a target; their order is that of the parameters below. */
export function foldedOf(models: readonly ReadModel[]): FoldedModel<never>[] {
  return models.filter((model): model is FoldedModel<never> => model.shape === 'folded');
}

/**
 * Everything a batch must know, in one round trip. `$1`: the batch's streams; `$2`…: the keys of each folded model's rows.
 * Answers `owners` {stream: account}, `blocked` [[model, stream]], `skipped` [[stream, revision, models]],
 * `rows_<n>` [row].
 */
export function readStatement(schema: string, models: readonly ReadModel[]): Statement {
  const rows = foldedOf(models).map((model, index) => {
    const key = snake(model.table.key[0] as string);
    const select = `select ${selectedColumns(model)} from ${schema}.${model.table.name} where ${key} = any($${index + 2})`;
    return `(select coalesce(json_agg(it), '[]') from (${select}) it) as rows_${index}`;
  });
  const ofStreams = 'where stream = any($1)';
  return named('read', [
    'select',
    [
      `(select coalesce(json_object_agg(stream, account_id), '{}') from ${schema}.stream_owners ${ofStreams}) as owners`,
      `(select coalesce(json_agg(json_build_array(model, stream)), '[]') from ${schema}.poisoned ${ofStreams}) as blocked`,
      `(select coalesce(json_agg(json_build_array(stream, revision, models)), '[]') from ${schema}.skipped ${ofStreams}) as skipped`,
      ...rows,
    ].join(',\n'),
  ]);
}

/**
 * Everything a batch leaves behind, in one round trip. `$1`…: the rows of each model, in their order, then the new owners
 * of streams, then `{model, position}` of the checkpoints to move; last the position to tell.
 */
export function writeStatement(schema: string, models: readonly ReadModel[]): Statement {
  const writes = models.map((model, index) => `rows_${index} as (${upsert(schema, model, index + 1)})`);
  const owners = models.length + 1;
  return named('write', [
    'with',
    [
      ...writes,
      `owners as (insert into ${schema}.stream_owners select * from json_to_recordset($${owners}::json)
         as it("stream" text, "accountId" text) on conflict do nothing)`,
      `moved as (update ${schema}.checkpoints c set position = it.position
         from json_to_recordset($${owners + 1}::json) as it("model" text, "position" bigint) where c.model = it.model)`,
    ].join(',\n'),
    `select pg_notify('${COMMITS_CHANNEL}', $${owners + 2}::text) where $${owners + 2}::text is not null`,
  ]);
}

function upsert(schema: string, model: ReadModel, parameter: number): string {
  const table = model.table as Table<Record<string, unknown>>;
  const columns = columnsOf(table);
  const names = columns.map(({ column }) => column).join(', ');
  const typed = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  const insert = `insert into ${schema}.${table.name} (${names}) select * from json_to_recordset($${parameter}::json) as it(${typed})`;
  if (model.shape === 'listed') return `${insert} on conflict do nothing`;
  const changes = columns
    .filter(({ name }) => !table.key.includes(name))
    .map(({ column }) => `${column} = excluded.${column}`);
  return `${insert} on conflict (${table.key.map(snake).join(', ')}) do update set ${changes.join(', ')}`;
}

/** The columns of a read model, as a row of it knows them. */
export const selectedColumns = ({ table }: ReadModel): string =>
  columnsOf(table as Table<Record<string, unknown>>)
    .map(({ name, column, kind }) => `${readExpression(column, kind)} as "${name}"`)
    .join(', ');

/** Instants and positions come back exactly as facts carry them, so that a row read and written again is the same row. */
function readExpression(column: string, kind: ColumnKind): string {
  if (kind === 'instant') return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return kind === 'position' ? `${column}::text` : column;
}

function named(what: string, parts: string[]): Statement {
  const text = parts.join('\n');
  return { name: `${what}_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`, text };
}
