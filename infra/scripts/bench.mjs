/**
 * `npm run bench`: every benchmark of test/bench; `npm run bench -- event-node` one of them. Each prints its table and
 * writes it to docs/bench/<name>.md; `--quick` shortens the windows and writes nothing.
 */
import { join } from 'node:path';
import { runByName } from './named-runs.mjs';

runByName(join('test', 'bench'), 'bench.ts');
