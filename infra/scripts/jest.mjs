import { spawnSync } from 'node:child_process';
import { root } from './install.mjs';

/** Runs Jest with these words. Answers its exit code. */
export function jest(words) {
  const { status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=4096', 'node_modules/jest/bin/jest.js', '--maxWorkers=2', ...words],
    { cwd: root, stdio: 'inherit' },
  );
  return status ?? 1;
}
