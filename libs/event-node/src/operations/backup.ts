import Database from 'better-sqlite3';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { APPLICATION_ID } from '../log/schema';
import { UnusableFile } from '../log/unusable-file';

/** Pages copied between two turns of the event loop: the node goes on answering meanwhile. */
const PAGES_A_STEP = 500;
const ALL_PAGES = 0x7fff_ffff;

/** A backup was not made. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/**
 * Copies the file of an open database to `to` while it is written to. The copy is whole: it appears under its name only
 * once it is complete, on disk and checked.
 * @throws {BackupRefused} when there is a file of that name already, or the copy is not as it should be.
 */
export async function backupDatabase(
  database: Database.Database,
  to: string,
  pagesAStep = PAGES_A_STEP,
): Promise<void> {
  if (existsSync(to)) throw new BackupRefused(`there is a file ${to} already: remove it or choose another name`);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  try {
    await database.backup(part, { progress: () => pagesAStep });
    expectWhole(part);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Backs up a file that another process may be serving, as it is at this moment. Answers the position of its last event. */
export async function backupFile(file: string, to: string): Promise<number> {
  const database = openExisting(file);
  try {
    await backupDatabase(database, to, ALL_PAGES);
  } finally {
    database.close();
  }
  const copy = openExisting(to);
  try {
    return copy.prepare('SELECT coalesce(max(position), 0) FROM events').pluck().get() as number;
  } finally {
    copy.close();
  }
}

/** Opens a file of a node without serving it. @throws {UnusableFile} */
export function openExisting(file: string): Database.Database {
  if (!existsSync(file)) throw new UnusableFile(file, 'there is no such file');
  try {
    const database = new Database(file, { fileMustExist: true, timeout: 10_000 });
    if (database.pragma('application_id', { simple: true }) === APPLICATION_ID) return database;
    database.close();
  } catch (error) {
    throw UnusableFile.damaged(file, (error as Error).message);
  }
  throw new UnusableFile(file, 'it is no file of an event node');
}

function expectWhole(part: string): void {
  const copy = new Database(part);
  try {
    copy.pragma('journal_mode = DELETE');
    const finding = copy.pragma('quick_check(1)', { simple: true });
    if (finding !== 'ok') throw new BackupRefused(`the copy is not whole: ${String(finding)}`);
  } finally {
    copy.close();
  }
}
