/** `npm start`: installs and builds what is missing, then runs all of Onfile until Ctrl-C. */
import { buildStack } from './build.mjs';
import { ensureInstalled } from './install.mjs';

try {
  ensureInstalled();
  buildStack();
} catch (error) {
  process.stderr.write(`onfile: ${error.message}\n`);
  process.exit(1);
}
// npm passes Ctrl-C on, but not its own death by force: then this process has another parent.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref();
}
const { startCommand } = await import('../dist/local/start-command.js');
await startCommand(process.argv.slice(2));
