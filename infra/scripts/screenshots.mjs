/**
 * `npm run screenshots -- [NAME…]`: a picture of every page of the console, or of those named, into docs/screenshots, from
 * a stack of its own.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildStack } from './build.mjs';
import { ensureInstalled, root } from './install.mjs';
import { typescriptFlags } from './named-runs.mjs';

ensureInstalled();
buildStack();
const script = join(root, 'test', 'screenshots', 'main.ts');
const { status } = spawnSync(process.execPath, [...typescriptFlags, script, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
