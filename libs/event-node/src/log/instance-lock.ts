import Database from 'better-sqlite3';
import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UnusableFile } from './unusable-file';

/** Files served by this process: the operating system's locks do not keep a process from itself. */
const heldHere = new Set<string>();
/** Where SQLite keeps `user_version` in its header, which holds the process id here. */
const HOLDER_OFFSET = 60;

/** That this process serves a file and no other one does. */
export interface InstanceLock {
  /** Lets another node have the file. */
  release(): void;
}

/**
 * Takes the file for this process, by a lock of the operating system on `<file>.lock`, held through SQLite: it ends with
 * its holder, however that ends, so it can never be stale.
 * @throws {UnusableFile} when another node has it.
 */
export function lockInstance(file: string): InstanceLock {
  const path = `${realPath(file)}.lock`;
  if (heldHere.has(path)) throw taken(file, process.pid);
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.pragma('journal_mode = MEMORY');
    // A write takes the lock, and in this mode it is kept. It also says who has it.
    lock.pragma('user_version = 0');
    lock.pragma(`user_version = ${process.pid}`);
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw taken(file, holderOf(path));
    throw new UnusableFile(file, `its lock ${path} can not be taken: ${(error as Error).message}`);
  }
  heldHere.add(path);
  return {
    release: () => {
      heldHere.delete(path);
      lock.close();
    },
  };
}

/** The file itself need not be there yet, but its folder is. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    try {
      return join(realpathSync(dirname(file)), basename(file));
    } catch {
      throw new UnusableFile(file, `there is no folder ${dirname(file)}: make it first`);
    }
  }
}

/** The process that has the lock. Only safe to look up where this process has no lock on the same file. */
function holderOf(path: string): number {
  return readFileSync(path).readUInt32BE(HOLDER_OFFSET);
}

const taken = (file: string, holder: number): UnusableFile =>
  new UnusableFile(file, `process ${holder} serves it. Stop that one first, or use another file`);
