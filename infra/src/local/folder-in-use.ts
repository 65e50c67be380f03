import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sync as writeWhole } from 'write-file-atomic';
import { beginningOf, isAlive } from './processes';

/** Another stack runs on this data folder; two on one folder would ruin it. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly code = 'folder-in-use';
  constructor(
    readonly folder: string,
    /** Process id of the other supervisor, when it is known. */
    readonly pid?: number,
  ) {
    const who = pid === undefined ? '' : ` (process ${pid})`;
    super(`Onfile already runs on ${folder}${who}. Stop it, or choose another folder by --data DIR.`);
  }
}

const ownerFile = (folder: string): string => join(folder, 'supervisor.json');

/** Notes this process as the one whose stack runs on the folder. */
export function noteOwner(folder: string): void {
  const owner = { pid: process.pid, beginning: beginningOf(process.pid) };
  writeWhole(ownerFile(folder), `${JSON.stringify(owner)}\n`);
}

/** Process id of the supervisor of the folder, if it is still alive. */
export function ownerOf(folder: string): number | undefined {
  try {
    const { pid, beginning } = JSON.parse(readFileSync(ownerFile(folder), 'utf8')) as {
      pid: number;
      beginning: string;
    };
    return isAlive(pid) && beginningOf(pid) === beginning ? pid : undefined;
  } catch {
    return undefined; // nobody ever ran here
  }
}
