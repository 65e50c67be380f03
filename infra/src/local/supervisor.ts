import { EventEmitter } from 'node:events';
import type { ChildPlan } from './child-plan';
import { FolderInUse, noteOwner, ownerOf } from './folder-in-use';
import { GuardClient } from './guard/guard-client';
import { signal } from './processes';
import { waitUntil } from './readiness';

/** Time for the guard of a killed supervisor to end its processes. */
const FOLDER_LIMIT_MS = 60_000;

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

interface SupervisorEvents {
  /** A process started or ended: the process ids are others now. */
  changed: [];
  /** A line for the person at the terminal. */
  news: [line: string];
}

/** Told how long a process took until it was ready, in milliseconds. */
export type TellTime = (name: string, ms: number) => void;

/** Keeps the processes of a stack running: starts them through the guard, and again when one dies. */
export class Supervisor extends EventEmitter<SupervisorEvents> {
  private guard: GuardClient | undefined;
  private stopping = false;
  private taking: Promise<void> | undefined;
  private readonly deaths = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();

  private plans: readonly ChildPlan[] = [];

  constructor(private readonly folder: string) {
    super();
  }

  /** Process ids by name: the children that run, the guard, and the supervisor itself. */
  get pids(): Record<string, number> {
    const { guard } = this;
    return guard ? { supervisor: process.pid, guard: guard.pid, ...Object.fromEntries(guard.pids) } : {};
  }

  /**
   * Starts a guard. Takes the folder for this stack; nothing on it may be touched before.
   * @throws {FolderInUse}
   */
  takeFolder(): Promise<void> {
    this.taking = this.take();
    return this.taking;
  }

  private async take(): Promise<void> {
    const guard = await guardOf(this.folder, this.guard !== undefined, () => this.stopping);
    this.guard = guard;
    try {
      noteOwner(this.folder);
    } catch (error) {
      await guard.end(); // or the folder would stay taken
      throw error;
    }
    guard.on('started', () => this.emit('changed'));
    guard.on('ended', (name, why) => this.childEnded(name, why));
    guard.once('lost', () => this.guardLost());
  }

  /** Starts these processes; which ones are ready, `waitUntilReady` tells. */
  async startAll(plans: readonly ChildPlan[]): Promise<void> {
    this.plans = plans;
    await Promise.all(plans.map((plan) => this.startChild(plan)));
  }

  /** The same one after the other, each when the one before is ready, for whoever measures what each takes. */
  async startInTurn(plans: readonly ChildPlan[], limitMs: number, tookMs: TellTime): Promise<void> {
    this.plans = plans;
    for (const plan of plans) {
      const at = performance.now();
      await this.startChild(plan);
      await this.waitUntilReady(limitMs, plan.name);
      tookMs(plan.name, performance.now() - at);
    }
  }

  /** Waits until every process (or the named one) is ready. Answers the names of those that are not after `limitMs`. */
  async waitUntilReady(limitMs: number, only?: string): Promise<string[]> {
    const wanted = this.plans.filter(({ name }) => only === undefined || name === only);
    const looked = wanted.map(async ({ name, ready }) =>
      (await waitUntil(async () => this.stopping || (this.guard?.pids.has(name) === true && (await ready())), limitMs))
        ? []
        : [name],
    );
    return (await Promise.all(looked)).flat();
  }

  /** Stops everything, the last started first, and gives the folder back. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    // A guard that is only just starting has to end as well; that it could not start is told to who wanted it.
    await this.taking?.catch(() => undefined);
    await this.guard?.end();
  }

  private async startChild(plan: ChildPlan): Promise<void> {
    await plan.prepare?.();
    if (this.stopping) return;
    this.guard?.startChild(plan);
    void this.noteReady(plan, this.deaths.get(plan.name));
  }

  /** One that became ready was well: its next death is answered at once again. */
  private async noteReady({ name, ready }: ChildPlan, deaths: number | undefined): Promise<void> {
    if (deaths === undefined) return;
    const diedAgain = (): boolean => this.stopping || this.deaths.get(name) !== deaths;
    const look = async (): Promise<boolean> => diedAgain() || (this.guard?.pids.has(name) === true && (await ready()));
    await waitUntil(look, Infinity);
    if (!diedAgain()) this.deaths.delete(name);
  }

  private childEnded(name: string, why: string): void {
    const plan = this.plans.find((each) => each.name === name);
    if (this.stopping || !plan) return;
    const deaths = this.deaths.get(name) ?? 0;
    this.deaths.set(name, deaths + 1);
    this.emit('news', `${name} is gone (${why}); starting it again`);
    this.emit('changed');
    this.later(Math.min(FIRST_DELAY_MS * 2 ** deaths, LONGEST_DELAY_MS), () => this.startAgain(plan));
  }

  /** What can not even be started is tried again, as what died. */
  private startAgain(plan: ChildPlan): Promise<void> {
    return this.startChild(plan).catch((error: unknown) => this.childEnded(plan.name, String(error)));
  }

  /** Nobody waits for the processes of a dead guard: they are ended here, and all starts again under a new one. */
  private guardLost(): void {
    if (this.stopping) return;
    this.emit('news', 'the guard is gone; starting everything again');
    for (const pid of this.guard?.pids.values() ?? []) signal(-pid, 'SIGKILL');
    this.later(0, () => this.startAfresh());
  }

  private async startAfresh(): Promise<void> {
    try {
      await this.takeFolder();
    } catch (error) {
      this.emit('news', `no guard can be started (${String(error)}); trying again`);
      this.later(LONGEST_DELAY_MS, () => this.startAfresh());
      return;
    }
    await Promise.all(this.plans.map((plan) => this.startAgain(plan)));
  }

  private later(delayMs: number, act: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (!this.stopping) act().catch((error: unknown) => this.emit('news', String(error)));
    }, delayMs);
    this.timers.add(timer);
  }
}

/** A guard that holds the folder. Waits while the guard of a supervisor that was killed still ends its processes. */
async function guardOf(folder: string, ours: boolean, isOver: () => boolean): Promise<GuardClient> {
  let guard: GuardClient | undefined;
  let failure: unknown;
  await waitUntil(
    async () => {
      guard = await GuardClient.start(folder).catch((error: unknown) => void (failure = error));
      return guard !== undefined || failure !== undefined || isOver() || (!ours && ownerOf(folder) !== undefined);
    },
    FOLDER_LIMIT_MS,
    200,
  );
  if (guard) return guard;
  throw failure ?? new FolderInUse(folder, ownerOf(folder));
}
