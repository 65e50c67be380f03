/**
 * The guard's process: `node guard-command.js FOLDER`, with a channel to the supervisor. It lives in a session of its
 * own, so that Ctrl-C reaches the supervisor only, and goes when the channel closes, for whatever reason it closes.
 */
import { Guard } from './guard';
import { lockFolder } from './folder-lock';
import { endLeftBehind } from './left-behind';
import type { FromGuard, ToGuard } from './messages';

const tell = (message: FromGuard): void => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

async function main(folder: string): Promise<void> {
  if (!lockFolder(folder)) {
    tell({ tell: 'folder-taken' });
    process.disconnect();
    return;
  }
  const guard = new Guard(folder, tell);
  const end = (): void => void guard.end().finally(() => process.exit(0));
  process.on('disconnect', end).on('SIGTERM', end);
  for (const ignored of ['SIGINT', 'SIGHUP', 'SIGPIPE'] as const) process.on(ignored, () => undefined);
  process.on('message', (message: ToGuard) => {
    if (message.ask === 'start') guard.start(message.plan);
    else if (message.ask === 'stop') void guard.stop(message.name);
    else end();
  });
  await endLeftBehind(folder);
  if (!process.connected) end();
  tell({ tell: 'ready' });
}

void main(process.argv[2] ?? '');
