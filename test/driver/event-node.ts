import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..', '..');
const READY = /(kurrentdb:\/\/127\.0\.0\.1:\d+\S*)/;

/** An event node in a process of its own, run from the sources. */
export interface EventNodeProcess {
  readonly pid: number;
  readonly connectionString: string;
  /** Ends it by a signal and waits until it is gone; answers its exit code, null when the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** The node did not start; what it said on the way. */
export class EventNodeNotStarted extends Error {
  override readonly name = 'EventNodeNotStarted';
  constructor(
    readonly code: number | null,
    readonly said: string,
  ) {
    super(`the event node ended with ${code}: ${said}`);
  }
}

/**
 * Starts a node on `file` and waits for the line with its address. `nodeFlags` go to Node itself; `log` takes what it logs,
 * an open file's number.
 * @throws {EventNodeNotStarted} when it ends before it is ready.
 */
export async function startEventNodeProcess(
  file: string,
  nodeFlags: readonly string[] = [],
  log: number | 'pipe' = 'pipe',
): Promise<EventNodeProcess> {
  const child = spawn(
    process.execPath,
    [
      ...nodeFlags,
      '--conditions=@onfile/source',
      '-r',
      join(ROOT, 'infra', 'scripts', 'ts-hook.cjs'),
      join(ROOT, 'libs', 'event-node', 'src', 'command.ts'),
      '--port',
      '0',
      '--db',
      file,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', log] },
  );
  const connectionString = await ready(child);
  return {
    pid: child.pid ?? 0,
    connectionString,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

function ready(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  child.stderr?.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line);
      const address = READY.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('close', (code) => reject(new EventNodeNotStarted(code, said.join('\n'))));
  });
}
