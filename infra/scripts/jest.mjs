import { spawnSync } from 'node:child_process';
import { root } from './install.mjs';

/** Of two cores: the specs of the real stack, of workflows and of the browser wait for others half of their time. */
const WORKERS = 3;

/** Runs Jest with these words. Answers its exit code. */
export function jest(words) {
  const { status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=4096', 'node_modules/jest/bin/jest.js', `--maxWorkers=${WORKERS}`, ...words],
    { cwd: root, stdio: 'inherit' },
  );
  return status ?? 1;
}
