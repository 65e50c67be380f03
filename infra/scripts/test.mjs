/**
 * `npm test`: installs and builds what is missing, then runs every spec of every room, the journeys on a real stack among
 * them. Words after `--` go to Jest, e.g. `npm test -- --selectProjects domain`. The last line is `N passed, N failed`.
 */
import { buildStack } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { jest } from './jest.mjs';
import { say } from './say.mjs';

try {
  ensureInstalled();
  buildStack();
  const { chromiumPath, temporalCliPath, temporalTestServerPath } = await import('../dist/index.js');
  await temporalCliPath(say);
  await temporalTestServerPath(say);
  await chromiumPath(say);
} catch (error) {
  process.stderr.write(`onfile: ${error.message}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}
process.exit(jest(process.argv.slice(2)));
