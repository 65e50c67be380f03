import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './say.mjs';

/** The folder of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Runs a command in the checkout with its output shown. @throws when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

/**
 * Installs the packages when there are none, and those that are missing when the lock file names others than are there.
 * What is there is compared, not how old it is: a fresh checkout of the same lock file needs nothing.
 */
export function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) {
    say('installing packages (npm ci) …');
    run('npm', ['ci']);
  } else if (!hasAll(packagesOf(installed), packagesOf(join(root, 'package-lock.json')))) {
    say('installing packages that are missing (npm install) …');
    run('npm', ['install']);
  }
}

const packagesOf = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages;

/** Optional packages of other platforms are never there. */
const hasAll = (there, wanted) =>
  Object.entries(wanted).every(
    ([path, { version, link, optional }]) =>
      !path.includes('node_modules/') || link || there[path]?.version === version || (optional && !there[path]),
  );
