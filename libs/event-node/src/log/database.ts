import Database from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema';
import { UnusableFile } from './unusable-file';

/** Pages in the write-ahead log before they are copied into the file: the more, the rarer a page is copied twice. */
const CHECKPOINT_PAGES = 2_000;
/** Of one page in that log, with its header. */
const FRAME_BYTES = 24 + 4_096;
const CACHE_KIB = 64 * 1024;

/**
 * Opens the file, makes the tables in a new one, and checks an old one.
 * @throws {UnusableFile} when it is damaged, or no file of this node.
 */
export function openDatabase(file: string): Database.Database {
  return refusing(file, () => {
    opened(file, (database) => prepare(database, file)).close();
    preallocateWal(file);
    return opened(file, configure);
  });
}

function opened(file: string, step: (database: Database.Database) => void): Database.Database {
  const database = new Database(file, { timeout: 10_000 });
  closingOnFailure(database, () => step(database));
  return database;
}

/** Does a step with a database, and closes it if the step throws. */
export function closingOnFailure<Answer>(database: Database.Database, step: () => Answer): Answer {
  try {
    return step();
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database: Database.Database, file: string): void {
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (tables > 0) expectOurs(database, file);
  database.pragma('journal_mode = WAL');
  if (tables === 0) database.transaction(() => database.exec(SCHEMA))();
  const findings = database.pragma('quick_check(3)') as { quick_check: string }[];
  if (findings[0]?.quick_check !== 'ok')
    throw UnusableFile.damaged(file, findings.map((row) => row.quick_check).join('; '));
}

function configure(database: Database.Database): void {
  database.pragma('synchronous = FULL');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma('temp_store = MEMORY');
}

/**
 * Writes the write-ahead log's space beforehand: a commit into space that is there already takes half the time of one
 * that makes the file longer. SQLite takes a log of zeros for an empty one. It removes the log when it is closed, so one
 * that is there belongs to a crash or to another reader, and is left alone.
 */
function preallocateWal(file: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(`${file}-wal`, 'wx');
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return;
    throw error;
  }
  try {
    writeSync(descriptor, Buffer.alloc(CHECKPOINT_PAGES * FRAME_BYTES));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
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

/** Does a step with a file; what SQLite says against it becomes a refusal. @throws {UnusableFile} */
export function refusing<Answer>(file: string, step: () => Answer): Answer {
  try {
    return step();
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }; // not by its class: two copies of the module differ
    if (!code?.startsWith('SQLITE_')) throw error;
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') throw UnusableFile.damaged(file, `${message}`);
    throw new UnusableFile(file, `${message} (${code})`);
  }
}
