import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SpawnPlan } from '../child-plan';
import type { FromGuard, ToGuard } from './messages';

interface GuardEvents {
  /** A process of the stack runs. */
  started: [name: string];
  /** A process of the stack is gone. */
  ended: [name: string, why: string];
  /** The guard itself is gone, and with it the news of its children. */
  lost: [];
}

/** The supervisor's end of the pipe to its guard. */
export class GuardClient extends EventEmitter<GuardEvents> {
  /** Process ids by name, of those that run. */
  readonly pids = new Map<string, number>();

  private constructor(private readonly process: ChildProcess) {
    super();
    process.on('message', (message: FromGuard) => this.hear(message));
    process.once('exit', () => this.emit('lost'));
  }

  /** Starts a guard on the folder. Answers `undefined` when the folder is taken. @throws when it does not start */
  static start(folder: string): Promise<GuardClient | undefined> {
    mkdirSync(join(folder, 'logs'), { recursive: true });
    const { PATH = '', HOME = '/' } = process.env;
    const child = spawn(process.execPath, [...guardProgram(), folder], {
      env: { PATH, HOME },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    return new Promise((resolve, reject) => {
      child.once('message', (message: FromGuard) =>
        resolve(message.tell === 'folder-taken' ? undefined : new GuardClient(child)),
      );
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the guard ended with ${code}: ${said}`)));
    });
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Has a process started; it is in `pids` from then on. */
  startChild(plan: SpawnPlan): void {
    const { name, command, args, env, cwd, uid, gid, stopSignal } = plan;
    this.ask({ ask: 'start', plan: { name, command, args, env, cwd, uid, gid, stopSignal } });
  }

  /** Has a process stopped; `ended` tells when it is. */
  stopChild(name: string): void {
    this.ask({ ask: 'stop', name });
  }

  /** Ends every process, and the guard. */
  async end(): Promise<void> {
    const { process: child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    this.ask({ ask: 'end' });
    await gone;
  }

  private ask(message: ToGuard): void {
    // A guard that is gone says so by `lost`; what it was asked meanwhile is asked of the next one.
    if (this.process.connected) this.process.send(message, () => undefined);
  }

  private hear(message: FromGuard): void {
    if (message.tell === 'started') {
      this.pids.set(message.name, message.pid);
      this.emit('started', message.name);
    } else if (message.tell === 'ended') {
      this.pids.delete(message.name);
      this.emit('ended', message.name, message.why);
    }
  }
}

/** The guard's program: built, or from the sources when this file itself runs from them, as in specs. */
function guardProgram(): string[] {
  if (!__filename.endsWith('.ts')) return [join(__dirname, 'guard-command.js')];
  const hook = join(__dirname, '../../../scripts/ts-hook.cjs');
  return ['--conditions=@onfile/source', '-r', hook, join(__dirname, 'guard-command.ts')];
}
