/**
 * `npm run soak`: runs that are too long for `npm test`. `npm run soak -- simulation` plays the journeys and bills of
 * 10,000 seeds (`SEEDS=n` another number, `SEED=n` one alone); `npm run soak -- run` is one deduction run of 100,000 accounts
 * (`--accounts=n` another number, `--minutes=n` the longest it may take, 30); other names are the long runs of test/soak.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';
import { runByName } from './named-runs.mjs';

const [name] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
ensureInstalled();
if (name === undefined || name === 'simulation') simulate();
const folder = join('test', 'soak');
const others = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
if (name === undefined ? others.length > 0 : name !== 'simulation') runByName(folder, 'soak.ts');

function simulate() {
  const seeds = process.env.SEEDS ?? '10000';
  run(process.execPath, ['node_modules/jest/bin/jest.js', '--testPathPatterns', 'simulation', '--silent'], {
    env: { ...process.env, SEEDS: seeds },
  });
}
