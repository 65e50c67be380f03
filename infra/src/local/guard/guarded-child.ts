import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import type { SpawnPlan } from '../child-plan';
import { signal } from '../processes';

/** A log that has grown beyond this is put aside at the next start of its process. */
const LOG_LIMIT_BYTES = 20_000_000;

/** Time to finish what is in hand before the process is ended by force. */
const STOP_LIMIT_MS = 8_000;

/** A process that the guard started. It leads a group of its own, so that its own children can be ended with it. */
export class GuardedChild {
  private readonly process: ChildProcess;
  /** Settles when the process is gone. */
  readonly gone: Promise<string>;

  /** Starts the process; what it prints goes to `logFile`. */
  constructor(
    readonly plan: SpawnPlan,
    logFile: string,
  ) {
    const log = openLog(logFile);
    const { command, args, env, cwd, uid, gid } = plan;
    const { PATH = '', HOME = '/' } = process.env;
    this.process = spawn(command, args, {
      cwd,
      uid,
      gid,
      env: { PATH, HOME, ...env },
      detached: true,
      stdio: ['ignore', log, log],
    });
    this.gone = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(error.message));
      this.process.once('exit', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
    });
    closeSync(log);
  }

  /** `undefined` when the process could not be started. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Asks the process to stop, ends it by force when it takes too long, and its group in any case. */
  async stop(): Promise<void> {
    const { pid } = this;
    if (pid === undefined) return;
    signal(pid, this.plan.stopSignal ?? 'SIGTERM');
    const force = setTimeout(() => signal(-pid, 'SIGKILL'), STOP_LIMIT_MS);
    await this.gone;
    clearTimeout(force);
    signal(-pid, 'SIGKILL');
  }
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.before`);
  return openSync(file, 'a');
}
