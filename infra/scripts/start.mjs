/** `npm start`: installs and builds what is missing, then runs all of Onfile until Ctrl-C. */
import { execFileSync } from 'node:child_process';
import { buildStack } from './build.mjs';
import { ensureInstalled } from './install.mjs';

/** Stops this process when npm is gone: npm passes Ctrl-C on, but can not pass on its own death by force. */
function endWithNpm() {
  const parent = (column) => execFileSync('ps', ['-o', `${column}=`, '-p', String(process.ppid)], { encoding: 'utf8' });
  // Some shells stay between npm and the program that they start.
  const npm = /sh$/.test(parent('comm').trim()) ? Number(parent('ppid')) : process.ppid;
  const watch = setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch {
      clearInterval(watch);
      process.kill(process.pid, 'SIGTERM');
    }
  }, 500);
  watch.unref();
}

try {
  if (process.env.npm_lifecycle_event) endWithNpm();
  ensureInstalled();
  buildStack();
} catch (error) {
  process.stderr.write(`onfile: ${error.message}\n`);
  process.exit(1);
}
const { startCommand } = await import('../dist/local/start-command.js');
await startCommand(process.argv.slice(2));
