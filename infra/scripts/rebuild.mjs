/**
 * `npm run rebuild -- NAME… [--compare] [--data DIR]`: fills read models anew from the log of the stack that runs on the
 * data folder, compares, and puts them in place. `all` names every one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildStack } from './build.mjs';
import { ensureInstalled, root } from './install.mjs';
import { say } from './say.mjs';

ensureInstalled();
if (!existsSync(join(root, 'apps/projector/dist/rebuild.js')) || !existsSync(join(root, 'infra/dist/index.js')))
  buildStack();
const words = process.argv.slice(2);
const at = words.indexOf('--data');
const [, data = '.onfile'] = at < 0 ? [] : words.splice(at, 2);
const folder = resolve(at < 0 ? root : (process.env.INIT_CWD ?? process.cwd()), data);
const { attachStack } = await import('../dist/index.js');
const stack = attachStack(folder);
if (!stack) {
  say(`no stack runs on ${folder}: start it by npm start, or name its folder by --data DIR`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [join(root, 'apps/projector/dist/rebuild.js'), ...words], {
  env: { ...process.env, KURRENTDB_URL: stack.urls.eventLog, DATABASE_URL: stack.urls.database },
  stdio: 'inherit',
});
process.exit(status ?? 1);
