import type { Chance } from '@onfile/testing';

/** Time of a simulation: nothing happens in it but what was put into it, in an order that the seed alone decides. */
export interface Scheduler {
  /** Milliseconds since 1970, by the clock of the simulation. */
  now(): number;
  /** Runs `act` after `ms`; of two that are due at once, chance takes one first. */
  after(ms: number, act: () => void): void;
  sleep(ms: number): Promise<void>;
  /** Called after every act, until it says that nothing more has moved. */
  onSettled(look: () => boolean): void;
  /** Runs until nothing is left to happen, or until `untilMs` of the simulation's clock. */
  run(untilMs: number): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly tie: number;
  readonly act: () => void;
}

/** Lets everything that is ready in promises run; the specs' `Date` is fake, this one timer is not. */
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A scheduler on a seeded chance. `setClock` moves the `Date` that the code under test reads. */
export function newScheduler(chance: Chance, startMs: number, setClock: (ms: number) => void): Scheduler {
  const queue: Due[] = [];
  const looks: (() => boolean)[] = [];
  let now = startMs;

  const next = (): Due | undefined => {
    let first = 0;
    for (let at = 1; at < queue.length; at += 1) if (isBefore(queue[at]!, queue[first]!)) first = at;
    return queue.splice(first, 1)[0];
  };
  const settleAll = async () => {
    do await settle();
    while (looks.map((look) => look()).some(Boolean));
  };

  const scheduler: Scheduler = {
    now: () => now,
    after: (ms, act) => void queue.push({ at: now + Math.max(0, Math.round(ms)), tie: chance.next(), act }),
    sleep: (ms) => new Promise((done) => scheduler.after(ms, done)),
    onSettled: (look) => void looks.push(look),
    async run(untilMs) {
      await settleAll();
      for (let due = next(); due; due = next()) {
        if (due.at > untilMs) return void queue.push(due);
        now = Math.max(now, due.at);
        setClock(now);
        due.act();
        await settleAll();
      }
    },
  };
  return scheduler;
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.tie < b.tie);
