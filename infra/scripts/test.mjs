/**
 * `npm test`: installs what is missing, then runs every spec of every room. Words after `--` go to Jest, e.g.
 * `npm test -- --selectProjects domain`. The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
const { status } = spawnSync(
  process.execPath,
  ['--max-old-space-size=4096', 'node_modules/jest/bin/jest.js', '--maxWorkers=2', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
