import Database from 'better-sqlite3';
import { join } from 'node:path';

/**
 * Takes a data folder for this process alone. The system itself holds the lock, so that it goes with the process
 * however that ends, and no lock is ever left over. Answers how to give it back, or `undefined` when another has it.
 */
export function lockFolder(folder: string): (() => void) | undefined {
  const lock = new Database(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
