import { type Kysely, sql } from 'kysely';
import { createTable } from '../table';
import { databaseOf } from '../database';
import type { Target } from './target';

/**
 * Makes the schema of a target: the tables of its read models, and the books of the pipeline beside them (checkpoints,
 * owners of streams, what is put aside). Safe to repeat, also from several processes at once.
 */
export async function migrate(target: Target): Promise<void> {
  await databaseOf(target.pool)
    .transaction()
    .execute(async (trx) => {
      const db = trx as unknown as Kysely<unknown>;
      await sql`select pg_advisory_xact_lock(hashtextextended(${`schema ${target.schema}`}, 0))`.execute(db);
      await db.schema.createSchema(target.schema).ifNotExists().execute();
      await createBooks(db, target.schema);
      for (const model of target.models) {
        await createTable(db, target.schema, model.table);
        await sql`insert into ${sql.table(`${target.schema}.checkpoints`)} (model) values (${model.name})
                  on conflict do nothing`.execute(db);
      }
    });
}

async function createBooks(db: Kysely<unknown>, schemaName: string): Promise<void> {
  const schema = db.schema.withSchema(schemaName);
  await schema
    .createTable('checkpoints')
    .ifNotExists()
    .addColumn('model', 'text', (it) => it.primaryKey())
    .addColumn('position', 'bigint') // null: nothing yet
    .execute();
  await schema
    .createTable('stream_owners')
    .ifNotExists()
    .addColumn('stream', 'text', (it) => it.primaryKey())
    .addColumn('account_id', 'text', (it) => it.notNull())
    .execute();
  await schema
    .createTable('poisoned')
    .ifNotExists()
    .addColumn('model', 'text', (it) => it.notNull())
    .addColumn('stream', 'text', (it) => it.notNull())
    .addColumn('revision', 'integer', (it) => it.notNull())
    .addColumn('position', 'bigint', (it) => it.notNull())
    .addColumn('type', 'text', (it) => it.notNull())
    .addColumn('cause', 'text', (it) => it.notNull())
    .addColumn('put_aside_at', 'timestamptz', (it) => it.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('poisoned_key', ['stream', 'model'] as never[])
    .execute();
  await schema
    .createTable('held_back')
    .ifNotExists()
    .addColumn('model', 'text', (it) => it.notNull())
    .addColumn('stream', 'text', (it) => it.notNull())
    .addColumn('revision', 'integer', (it) => it.notNull())
    .addColumn('position', 'bigint', (it) => it.notNull())
    .addPrimaryKeyConstraint('held_back_key', ['stream', 'model', 'revision'] as never[])
    .execute();
  await schema
    .createTable('skipped')
    .ifNotExists()
    .addColumn('stream', 'text', (it) => it.notNull())
    .addColumn('revision', 'integer', (it) => it.notNull())
    .addColumn('because', 'text', (it) => it.notNull())
    .addColumn('skipped_at', 'timestamptz', (it) => it.notNull().defaultTo(sql`now()`))
    .addColumn('models', 'jsonb') // null: in all
    .addPrimaryKeyConstraint('skipped_key', ['stream', 'revision'] as never[])
    .execute();
  await noteModelsOfSkipped(db, schemaName);
}

/** Books of an older build do not say in which read models an event was let go of. */
async function noteModelsOfSkipped(db: Kysely<unknown>, schemaName: string): Promise<void> {
  const { rows } = await sql`select from information_schema.columns
    where table_schema = ${schemaName} and table_name = 'skipped' and column_name = 'models'`.execute(db);
  if (rows.length > 0) return; // asked first: the change itself would wait for whoever reads the table
  await sql`alter table ${sql.table(`${schemaName}.skipped`)} add column if not exists models jsonb`.execute(db);
}
