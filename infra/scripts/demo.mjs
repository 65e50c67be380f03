/** `npm run demo`: a customer adds cards over HTTP, on the stack that runs or on one of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildStack } from './build.mjs';
import { ensureInstalled, root } from './install.mjs';
import { typescriptFlags } from './named-runs.mjs';

ensureInstalled();
buildStack();
const demo = join(root, 'test', 'demo', 'main.ts');
const { status } = spawnSync(process.execPath, [...typescriptFlags, demo, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
