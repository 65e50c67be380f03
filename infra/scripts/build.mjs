import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { say } from './say.mjs';

/** What the local stack runs; the libraries they stand on are built with them. */
const STACK = [
  'api',
  'worker',
  'projector',
  'bank-sim',
  'event-node',
  'infra',
  ...(existsSync(join(root, 'apps/console/vite.config.ts')) ? ['console'] : []),
];

/** Nx in this process's terminal, without a daemon that would stay behind. Answers whether all went well. */
export function nx(args, stdio = 'inherit') {
  const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args],
    {
      cwd: root,
      env,
      stdio,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    },
  );
  if (status !== 0 && stdio === 'pipe') process.stderr.write(`${stdout}\n${stderr}\n`);
  return status === 0;
}

/** Builds what the local stack runs; what has not changed since the last time comes from the cache. */
export function buildStack() {
  say('building (what has not changed comes from the cache) …');
  const projects = STACK.map((name) => `@onfile/${name}`).join(',');
  if (!nx(['run-many', '-t', 'build', `--projects=${projects}`, '--output-style=static'], 'pipe')) {
    throw new Error('the build failed');
  }
}
