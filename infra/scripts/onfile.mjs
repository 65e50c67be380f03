/**
 * `npm run onfile -- …`: the operators' command line, on the stack that runs on `.onfile`, or at ONFILE_URL. `npm run -s
 * onfile -- find --json` keeps npm's own lines out of the answer.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { typescriptFlags } from './named-runs.mjs';

ensureInstalled();
const file = join(root, process.env.ONFILE_DATA ?? '.onfile', 'stack.json');
const running = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).urls.api : undefined);
const url = process.env.ONFILE_URL ?? running();
const main = join(root, 'apps', 'cli', 'src', 'main.ts');
const { status } = spawnSync(process.execPath, [...typescriptFlags, main, ...process.argv.slice(2)], {
  env: { ...process.env, ...(url === undefined ? {} : { ONFILE_URL: url }) },
  stdio: 'inherit',
});
process.exit(status ?? 1);
