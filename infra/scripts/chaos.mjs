/**
 * `npm run chaos`: the long forms of the reliability tests in test/chaos; `npm run chaos -- event-node` one of them.
 * Each prints its seed and its figures and exits with 1 when a promise was broken.
 */
import { join } from 'node:path';
import { runByName } from './named-runs.mjs';

runByName(join('test', 'chaos'), 'chaos.ts');
