import { type Kysely, sql } from 'kysely';

/**
 * What a column holds, and how its value looks in a row: `text`; `instant` (ISO text in milliseconds, timestamptz);
 * `position` (decimal text, bigint); `minor` (a safe integer, bigint); `integer`; `json` (any JSON value).
 */
export type ColumnKind = 'text' | 'instant' | 'position' | 'minor' | 'integer' | 'json';

/** Database types by kind. */
const TYPES = {
  text: 'text',
  instant: 'timestamptz',
  position: 'bigint',
  minor: 'bigint',
  integer: 'integer',
  json: 'jsonb',
} as const;

/** What every row carries: for each stream that feeds it, the revision of the last fact it has taken in. */
export interface ProjectedRow {
  readonly revisions: Readonly<Record<string, number>>;
}

/** A table of a read model. Columns are told in camelCase and stored in snake_case; `required` ones are never null. */
export interface Table<Row> {
  readonly name: string;
  readonly key: readonly (keyof Row & string)[];
  readonly columns: { readonly [Column in keyof Row & string]: ColumnKind };
  readonly required: readonly (keyof Row & string)[];
  /** Further indexes by name: the columns in order, as SQL after the table's name. */
  readonly indexes?: Readonly<Record<string, string>>;
}

/** `tryAgainAfter` → `try_again_after`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Names and kinds of a table's columns, in the order of the table. */
export function columnsOf<Row>(table: Table<Row>): { name: string; column: string; kind: ColumnKind; type: string }[] {
  const kinds = Object.entries(table.columns) as [string, ColumnKind][];
  return kinds.map(([name, kind]) => ({ name, column: snake(name), kind, type: TYPES[kind] }));
}

/** Makes the table and its indexes in `schema`. Safe to repeat. */
export async function createTable<Row>(db: Kysely<unknown>, schema: string, table: Table<Row>): Promise<void> {
  let create = db.schema.withSchema(schema).createTable(table.name).ifNotExists();
  for (const { name, column, type } of columnsOf(table)) {
    const required = (table.required as readonly string[]).includes(name);
    create = create.addColumn(column, sql.raw(type), (it) => (required ? it.notNull() : it));
  }
  await create.addPrimaryKeyConstraint(`${table.name}_key`, table.key.map(snake) as never[]).execute();
  for (const [index, definition] of Object.entries(table.indexes ?? {})) {
    await sql`create index if not exists ${sql.ref(index)} on ${sql.table(`${schema}.${table.name}`)} ${sql.raw(definition)}`.execute(
      db,
    );
  }
}

/** A row as its read model knows it, from what the driver gives for `select *` in camelCase. */
export function readRow<Row>(table: Table<Row>, raw: object): Row {
  const values = raw as Record<string, unknown>;
  const entries = columnsOf(table).map(({ name, kind }) => [name, readValue(kind, values[name])]);
  return Object.fromEntries(entries) as Row;
}

function readValue(kind: ColumnKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'instant') return new Date(value as Date | string).toISOString();
  if (kind === 'minor') return Number(value);
  return value;
}
