/**
 * `npm run check`: everything that a change must pass before it is merged, apart from what needs the whole stack
 * (`npm test` runs that too). Every step is run, also after one that failed; exits with 1 when any did.
 */
import { nx } from './build.mjs';
import { drifted } from './drift.mjs';
import { ensureInstalled, run } from './install.mjs';
import { jest } from './jest.mjs';
import { say } from './say.mjs';

const everywhere = (target) => () => nx(['run-many', '-t', target, '--parallel=2', '--output-style=static']);

const STEPS = [
  ['format', () => run('npx', ['prettier', '--check', '--log-level', 'warn', '.'])],
  ['lint, with the boundaries between rooms', everywhere('lint')],
  ['types', everywhere('typecheck')],
  ['build, with the bundle of the workflows', everywhere('build')],
  ['drift of generated files', noDrift],
  ['unit tests', () => jest(['--ignoreProjects', 'test', 'journeys']) === 0],
  [
    'architecture, replay of every kept history',
    () => jest(['--selectProjects', 'test', '--', 'architecture', 'replay']) === 0,
  ],
];

function noDrift() {
  const different = drifted();
  for (const what of different) say(`not what it is generated from: ${what}`);
  return different.length === 0;
}

ensureInstalled();
const failed = STEPS.filter(([name, step]) => {
  say(`${name} …`);
  try {
    return step() === false;
  } catch (error) {
    say(error.message);
    return true;
  }
}).map(([name]) => name);
say(failed.length === 0 ? 'all checks passed' : `failed: ${failed.join('; ')}`);
process.exit(failed.length === 0 ? 0 : 1);
