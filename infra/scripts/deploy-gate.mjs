/**
 * `npm run deploy-gate -- [FILE…] [--query Q] [--bundle FILE]` (X14): replays the histories of all open workflows (of the
 * stack on `.onfile`, or of TEMPORAL_ADDRESS), or files that `onfile histories` has written, against the workflows of
 * these sources or a bundle given; `--json` answers in one line for programs. Encrypted payloads are opened by the keys of ONFILE_SECRETS_FILE. Exits with 1 when any
 * would break, with 2 for words that are wrong, with 4 when histories or bundle can not be read.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { typescriptFlags } from './named-runs.mjs';

ensureInstalled();
const folder = join(root, process.env.ONFILE_DATA ?? '.onfile');
const file = join(folder, 'stack.json');
const stack = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
const own = stack && { TEMPORAL_ADDRESS: stack.urls.temporal, ONFILE_SECRETS_FILE: join(folder, 'secrets.json') };
const gate = join(root, 'test', 'replay', 'gate', 'main.ts');
const { status } = spawnSync(process.execPath, [...typescriptFlags, gate, ...process.argv.slice(2)], {
  env: { ...own, ...process.env },
  stdio: 'inherit',
});
process.exit(status ?? 4);
