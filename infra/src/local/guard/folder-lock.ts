import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Held here for as long as the process lives: a lock that nobody refers to would be let go by the garbage collector. */
const held: Database.Database[] = [];

/**
 * Takes a data folder for this process alone, until it ends. The system itself holds the lock, so that it goes with the
 * process however that ends, and no lock is ever left over. Answers whether it was free.
 */
export function lockFolder(folder: string): boolean {
  const lock = new Database(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    held.push(lock);
    return true;
  } catch (error) {
    lock.close();
    if (isBusy(error)) return false;
    throw error;
  }
}

/** By its code alone: its class, and that of all errors, is another one where the module was loaded twice. */
const isBusy = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
