/**
 * `npm run event-node -- --port 2113 --db FILE`: installs and builds what is missing, then runs the event node until it
 * is told to stop. Its first line is its connection string. `npm run event-node -- backup|check --help` for the rest.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';

const room = join(root, 'libs', 'event-node');
const command = join(room, 'dist', 'command.js');

/** When the newest file below a folder was written. */
function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);
}

ensureInstalled();
if (!existsSync(command) || statSync(command).mtimeMs < newest(join(room, 'src'))) {
  // What a build prints must not come before the connection string.
  run(
    process.execPath,
    [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'libs/event-node/tsconfig.build.json'],
    {
      stdio: ['ignore', 2, 'inherit'],
    },
  );
}
const node = spawn(process.execPath, [command, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? root,
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => node.kill(signal));
node.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
