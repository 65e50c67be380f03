import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..', '..');

/** A projector in a process of its own, run from the sources. */
export interface ProjectorProcess {
  readonly pid: number;
  /** Where its health and figures are. */
  readonly url: string;
  /** Ends it by a signal and waits until it is gone; answers its exit code, null when the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** Starts a projector of the log and the database at these addresses; answers when it serves its health. */
export async function startProjectorProcess(eventLog: string, database: string): Promise<ProjectorProcess> {
  const main = join(ROOT, 'apps', 'projector', 'src', 'main.ts');
  const hook = join(ROOT, 'infra', 'scripts', 'ts-hook.cjs');
  const child = spawn(process.execPath, ['--conditions=@onfile/source', '-r', hook, main], {
    env: { ...process.env, KURRENTDB_URL: eventLog, DATABASE_URL: database, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { pid: child.pid ?? 0, url: await urlOf(child), end: (signal) => ended(child, signal) };
}

/** Reads the log lines until the one with the port, and the rest of them away. */
async function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the projector ended with ${code}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const { port } = JSON.parse(line) as { port?: number };
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}
