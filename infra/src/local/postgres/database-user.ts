import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { SpawnPlan } from '../child-plan';
import { waitUntil } from '../readiness';

const run = promisify(execFile);

/** Named after what it is for; a system user without a home and without a sign-in. */
const NAME = 'onfile-postgres';
const USERS_LOCKED_LIMIT_MS = 5_000;

/** A user of this machine by its numbers. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who PostgreSQL runs as. It refuses to run as root, so root starts it as a user of its own, made at the first start;
 * where no user can be made, as `nobody`. For everybody else `undefined`: the server is theirs.
 */
export async function databaseUser(): Promise<DatabaseUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  // Several stacks may start at once: the list of users is locked for a moment, or another one made the user meanwhile.
  await waitUntil(async () => (await numbersOf(NAME)) !== undefined || (await make()), USERS_LOCKED_LIMIT_MS, 100);
  const user = (await numbersOf(NAME)) ?? (await numbersOf('nobody'));
  if (!user) throw new Error('PostgreSQL refuses to run as root, and this machine has no other user for it');
  return user;
}

async function make(): Promise<boolean> {
  const made = run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  return made.then(
    () => true,
    // A machine without the program never gets the user: no use in waiting for it.
    (error: { code?: unknown }) => error.code === 'ENOENT',
  );
}

async function numbersOf(name: string): Promise<DatabaseUser | undefined> {
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, name])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    return undefined;
  }
}

/**
 * How to start a program as that user. Where one of `paths` lies in a folder that the user may not enter, such as
 * root's home, the program gets the one capability to pass it.
 */
export function asUser(
  user: DatabaseUser | undefined,
  paths: readonly string[],
  command: string,
  args: readonly string[],
): Pick<SpawnPlan, 'command' | 'args' | 'uid' | 'gid'> {
  if (!user) return { command, args };
  if (paths.every((path) => mayEnter(user, path))) return { command, args, ...user };
  const { uid, gid } = user;
  const powers = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const who = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return { command: 'setpriv', args: [...who, ...powers, '--', command, ...args] };
}

/** Whether a user may go through every folder above a path. */
export function mayEnter(user: DatabaseUser, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
