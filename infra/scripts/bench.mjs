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
// What the worker does is measured in processes that are started as it is.
const { workerFlags } = await import('../dist/index.js');
runByName(join('test', 'bench'), 'bench.ts', workerFlags);
