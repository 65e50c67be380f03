import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './install.mjs';
import { say } from './say.mjs';

/** What the local stack runs and serves; the libraries they stand on are built with them. */
const STACK = ['api', 'worker', 'projector', 'bank-sim', 'event-node', 'infra', 'console'];

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

/** Builds what the local stack runs. What has not changed comes from the cache; when nothing has, nothing is done. */
export function buildStack() {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources && STACK.every(isBuilt)) return;
  say('building (what has not changed comes from the cache) …');
  const projects = STACK.map((name) => `@onfile/${name}`).join(',');
  if (!nx(['run-many', '-t', 'build', `--projects=${projects}`, '--output-style=static'], 'pipe')) {
    throw new Error('the build failed');
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, sources);
}

/** What the sources looked like when all was built from them: faster to look at than the cache of Nx. */
const STAMP = join(root, 'node_modules', '.cache', 'onfile', 'built');

const isBuilt = (name) => ['apps', 'libs', '.'].some((floor) => existsSync(join(root, floor, name, 'dist')));

function fingerprint() {
  const hash = createHash('sha256');
  const look = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.endsWith('.spec.ts')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else look(path);
    }
  };
  ['apps', 'libs', 'workflows', 'infra'].forEach((floor) => walk(join(root, floor)));
  ['package-lock.json', 'tsconfig.base.json', 'nx.json'].forEach((file) => look(join(root, file)));
  return hash.digest('hex');
}
