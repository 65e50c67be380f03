import Database from 'better-sqlite3';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema';
import { UnusableFile } from './unusable-file';

/** Pages of the write-ahead log before they are copied into the file: the more, the rarer a page is copied twice. */
const CHECKPOINT_PAGES = 4_000;
const CACHE_KIB = 64 * 1024;

/**
 * Opens the file, makes the tables in a new one, and checks an old one.
 * @throws {UnusableFile} when it is damaged, or no file of this node.
 */
export function openDatabase(file: string): Database.Database {
  const database = refusing(file, () => new Database(file, { timeout: 10_000 }));
  try {
    refusing(file, () => prepare(database, file));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database: Database.Database, file: string): void {
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  const isNew = tables === 0;
  if (!isNew) expectOurs(database, file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma('temp_store = MEMORY');
  if (isNew) database.transaction(() => database.exec(SCHEMA))();
  const findings = database.pragma('quick_check(3)') as { quick_check: string }[];
  if (findings[0]?.quick_check !== 'ok')
    throw UnusableFile.damaged(file, findings.map((row) => row.quick_check).join('; '));
}

function expectOurs(database: Database.Database, file: string): void {
  const application = database.pragma('application_id', { simple: true });
  if (application !== APPLICATION_ID)
    throw new UnusableFile(file, 'it is an SQLite file of another program: choose another file');
  const version = database.pragma('user_version', { simple: true });
  if (version !== SCHEMA_VERSION) {
    throw new UnusableFile(
      file,
      `its tables are of version ${version}, this node reads ${SCHEMA_VERSION}: use the node that wrote it`,
    );
  }
}

function refusing<Answer>(file: string, step: () => Answer): Answer {
  try {
    return step();
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }; // not by its class: two copies of the module differ
    if (!code?.startsWith('SQLITE_')) throw error;
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') throw UnusableFile.damaged(file, `${message}`);
    throw new UnusableFile(file, `${message} (${code})`);
  }
}
