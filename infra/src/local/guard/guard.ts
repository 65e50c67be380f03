import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SpawnPlan } from '../child-plan';
import { signal } from '../processes';
import { stackFile } from '../stack-file';
import { GuardedChild } from './guarded-child';
import { noteProcesses } from './left-behind';
import type { FromGuard } from './messages';

/**
 * The parent of every process of a stack (ADR 0004): starts them, says when one is gone, and ends them all, last started
 * first. What to start again is the supervisor's to decide.
 */
export class Guard {
  private readonly children = new Map<string, GuardedChild>();
  private ending: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    private readonly tell: (message: FromGuard) => void,
  ) {}

  /** Starts one process, unless one of this name runs or everything is coming to its end. */
  start(plan: SpawnPlan): void {
    if (this.ending || this.children.has(plan.name)) return;
    const child = new GuardedChild(plan, join(this.folder, 'logs', `${plan.name}.log`));
    this.children.set(plan.name, child);
    void child.gone.then((why) => this.gone(child, why));
    if (child.pid === undefined) return;
    this.note();
    this.tell({ tell: 'started', name: plan.name, pid: child.pid });
  }

  /** Stops one process. */
  async stop(name: string): Promise<void> {
    await this.children.get(name)?.stop();
  }

  /** Ends every process, the last started first, and takes the stack's addresses away. */
  end(): Promise<void> {
    this.ending ??= (async () => {
      for (const child of [...this.children.values()].reverse()) await child.stop();
      rmSync(stackFile(this.folder), { force: true });
    })();
    return this.ending;
  }

  private gone({ plan: { name }, pid }: GuardedChild, why: string): void {
    // A process that dies by itself may leave children of its own in its group.
    if (pid !== undefined) signal(-pid, 'SIGKILL');
    this.children.delete(name);
    if (!this.ending) this.note();
    this.tell({ tell: 'ended', name, pid, why });
  }

  private note(): void {
    const running = [...this.children.values()].flatMap(({ plan, pid }) =>
      pid === undefined ? [] : [[plan.name, pid] as const],
    );
    noteProcesses(this.folder, new Map(running));
  }
}
