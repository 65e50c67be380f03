import { ActivityFailure, ApplicationFailure, CancelledFailure, TemporalFailure } from '@temporalio/common';
import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Stands in for `@temporalio/workflow` in a simulation: the same functions, over the seeded scheduler, without a server.
 * A workflow that dies is simply never gone on with; the next one of its id begins with what the log says.
 */

/** What a run of a workflow needs of the simulation. */
export interface Surroundings {
  readonly after: (ms: number, act: () => void) => void;
  /** Calls an activity, with all that may go wrong on the way. */
  readonly callActivity: (name: string, input: unknown, options: ActivityOptions) => Promise<unknown>;
}

/** The part of Temporal's options that a simulation keeps to. */
export interface ActivityOptions {
  readonly scheduleToCloseTimeout?: string | number;
  readonly isLocal: boolean;
}

interface Waiter {
  readonly holds: () => boolean;
  readonly done: (value: boolean) => void;
}

type Handler = (...args: never[]) => unknown;

/** One run of one workflow. */
export class Run {
  isAlive = true;
  isDone = false;
  openUpdates = 0;
  readonly waiters = new Set<Waiter>();
  readonly handlers = new Map<string, Handler>();
  readonly validators = new Map<string, Handler>();
  readonly updates = new Map<string, Promise<unknown>>();
  readonly onDeath = new Set<() => void>();

  constructor(readonly surroundings: Surroundings) {}

  /** Nothing of it goes on from here; who waits for an answer hears of it. */
  die(): void {
    this.isAlive = false;
    this.waiters.clear();
    for (const tell of this.onDeath) tell();
  }

  /** Goes on wherever a condition has come true. Says whether anything moved. */
  look(): boolean {
    const ready = [...this.waiters].filter(({ holds }) => this.isAlive && holds());
    for (const waiter of ready) {
      this.waiters.delete(waiter);
      waiter.done(true);
    }
    return ready.length > 0;
  }
}

const runs = new AsyncLocalStorage<{ run: Run; updateId?: string }>();

function current(): { run: Run; updateId?: string } {
  const found = runs.getStore();
  if (!found) throw new Error('not inside of a workflow');
  return found;
}

/** Runs a workflow, or a handler of it. */
export function inside<Result>(run: Run, work: () => Result, updateId?: string): Result {
  return runs.run({ run, updateId }, work);
}

const UNITS: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `'2 minutes'` and numbers, in milliseconds. */
export function msOf(time: string | number): number {
  if (typeof time === 'number') return time;
  const [, count = '', unit = ''] = /^(\d+) (second|minute|hour|day|millisecond)s?$/.exec(time) ?? [];
  if (unit === 'millisecond') return Number(count);
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (!Number.isFinite(ms)) throw new Error(`not a time: ${time}`);
  return ms;
}

export function condition(holds: () => boolean, timeout?: string | number): Promise<boolean | void> {
  const { run } = current();
  return new Promise((done) => {
    const waiter: Waiter = { holds: () => inside(run, holds), done };
    run.waiters.add(waiter);
    if (timeout === undefined) return;
    run.surroundings.after(msOf(timeout), () => {
      if (run.isAlive && run.waiters.delete(waiter)) done(waiter.holds());
    });
  });
}

const proxy = (isLocal: boolean) => (options: { scheduleToCloseTimeout?: string | number }) =>
  new Proxy(
    {},
    {
      get: (_target, name) => (input: unknown) => {
        const { run } = current();
        const call = run.surroundings.callActivity(String(name), input, { ...options, isLocal });
        return new Promise((done, fail) => {
          const ifAlive =
            <Value>(tell: (value: Value) => void) =>
            (value: Value) => {
              if (run.isAlive) tell(value);
            };
          call.then(ifAlive(done), ifAlive(fail));
        });
      },
    },
  );
export const proxyActivities = proxy(false);
export const proxyLocalActivities = proxy(true);

export function setHandler({ name }: { name: string }, handler: Handler, options?: { validator?: Handler }): void {
  const { run } = current();
  run.handlers.set(name, handler);
  if (options?.validator) run.validators.set(name, options.validator);
}

export const allHandlersFinished = (): boolean => current().run.openUpdates === 0;
export const currentUpdateInfo = (): { id: string | undefined } => ({ id: current().updateId });

const define = (name: string) => ({ name });
export { define as defineQuery, define as defineSignal, define as defineUpdate };

/** Nothing is cancelled in a simulation: a scope runs what it is given. */
export class CancellationScope {
  static nonCancellable<Result>(work: () => Promise<Result>): Promise<Result> {
    return work();
  }

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return work();
  }
}
export const isCancellation = (error: unknown): boolean => error instanceof CancelledFailure;
/** A simulated workflow has no past of an older build. */
export const patched = (): boolean => true;
export const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const ParentClosePolicy = { ABANDON: 'ABANDON' };
export const WorkflowIdReusePolicy = { ALLOW_DUPLICATE: 'ALLOW_DUPLICATE' };
export { ActivityFailure, ApplicationFailure, TemporalFailure };
