/**
 * `npm run bench`: every benchmark of test/bench; `npm run bench -- event-node` one of them. Each prints its table and
 * writes it to docs/bench/<name>.md; `--quick` shortens the windows and writes nothing. What is measured on the local stack
 * is what it was built from, so that is built first.
 */
import { join } from 'node:path';
import { buildStack } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runByName } from './named-runs.mjs';

ensureInstalled();
buildStack();
runByName(join('test', 'bench'), 'bench.ts');
