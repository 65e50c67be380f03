import type { JourneyView } from '@onfile/domain';
import { chanceFrom, type Chance } from '@onfile/testing';
import { createActivities } from '@onfile/worker';
import { bankMoved, cardAddition, finishJourney, takeStep } from '@onfile/workflows';
import { newWorld, type World } from '../workflows/bench/world';
import { activityCalls } from './activity-calls';
import { customerOf, type Errand } from './customer';
import type { Door } from './door';
import { newScheduler, type Scheduler } from './scheduler';
import { inside, Run } from './workflow-runtime';

const START_MS = Date.parse('2026-05-10T08:00:00.000Z');
const DAY_MS = 86_400_000;
/** Long enough for every wait of a journey, and for the release of its hold. */
const LIFE_MS = 40 * DAY_MS;

/** What a simulated world looked like in the end. */
export interface Outcome {
  readonly world: World;
  readonly errands: readonly Errand[];
  /** Journeys that a workflow is still at. */
  readonly running: readonly string[];
  /** How many times a workflow was killed. */
  readonly deaths: number;
}

/** Workflows of a simulation: at most one run for each id, as Temporal keeps it. */
export class Engine {
  readonly runs = new Map<string, Run>();
  deaths = 0;

  constructor(
    private readonly time: Scheduler,
    private readonly chance: Chance,
    private readonly callActivity: Run['surroundings']['callActivity'],
  ) {
    time.onSettled(() => [...this.runs.values()].map((run) => run.look()).some(Boolean));
  }

  running(id: string): Run | undefined {
    const run = this.runs.get(id);
    return run?.isAlive && !run.isDone ? run : undefined;
  }

  /** Starts a workflow, unless one of its id runs. */
  start(id: string, workflow: () => Promise<unknown>): Run {
    const known = this.running(id);
    if (known) return known;
    const run = new Run({ after: (ms, act) => this.time.after(ms, act), callActivity: this.callActivity });
    this.runs.set(id, run);
    void inside(run, workflow).then(
      () => void (run.isDone = true),
      (error: unknown) => {
        run.isDone = true;
        throw error;
      },
    );
    this.mayDie(id, run, workflow);
    return run;
  }

  /** Once in a while a run dies, and the next one begins with nothing but the log. */
  private mayDie(id: string, run: Run, workflow: () => Promise<unknown>): void {
    if (!this.chance.happens(0.4)) return;
    this.time.after(this.chance.between(1, 90_000), () => {
      if (!run.isAlive || run.isDone) return;
      run.die();
      this.deaths += 1;
      this.time.after(this.chance.between(1, 60_000), () => void this.start(id, workflow));
    });
  }

  /** Sends an update. The same id gets the same answer. Rejects when the run dies before it has answered. */
  update(run: Run, updateId: string, name: string, args: readonly unknown[]): Promise<unknown> {
    const known = run.updates.get(updateId);
    if (known) return known;
    const answer = new Promise((done, fail) => {
      run.onDeath.add(() => fail(new Error('no answer')));
      void inside(run, () => handled(run, name, args), updateId).then(done, fail);
    });
    answer.catch(() => undefined);
    run.updates.set(updateId, answer);
    return answer;
  }

  signal(id: string, name: string): void {
    const run = this.running(id);
    const handler = run?.handlers.get(name) as (() => void) | undefined;
    if (run && handler) inside(run, handler);
  }
}

async function handled(run: Run, name: string, args: readonly unknown[]): Promise<unknown> {
  run.validators.get(name)?.(...(args as never[]));
  run.openUpdates += 1;
  try {
    return await run.handlers.get(name)!(...(args as never[]));
  } finally {
    run.openUpdates -= 1;
  }
}

/** One world of customers, cards and faults; the same seed gives the same world, fact by fact. */
export async function simulateJourneys(seed: number, setClock: (ms: number) => void): Promise<Outcome> {
  const chance = chanceFrom(seed);
  const time = newScheduler(chance, START_MS, setClock);
  const engine: { current?: Engine } = {};
  const world = newWorld(async (id) => engine.current?.running(id) !== undefined);
  const activities = createActivities(troubled(world, chance));
  const trouble = { diesBefore: chance.pick([0, 0.05, 0.2]), diesAfter: chance.pick([0, 0.05, 0.2]) };
  engine.current = new Engine(time, chance, activityCalls(activities as never, chance, time, trouble));

  const errands = Array.from({ length: 8 }, (_none, n) => customerOf({ seed, n, chance, world, time }));
  for (const errand of errands) void errand.run(doorTo(engine.current, world, time));
  await time.run(START_MS + LIFE_MS);
  for (let night = 0; night < 3; night += 1) {
    for (const { journeyIds } of errands) for (const id of journeyIds) sweep(engine.current, id);
    await time.run(time.now() + LIFE_MS);
  }
  const running = [...engine.current.runs].filter(([id]) => engine.current?.running(id)).map(([id]) => id);
  return { world, errands, running, deaths: engine.current.deaths };
}

function doorTo(engine: Engine, world: World, time: Scheduler): Door {
  return {
    async step(journeyId, updateId, command) {
      const id = `cardAddition/${journeyId}`;
      const isNew = command.type === 'AddCard' && world.log.types(`cardAddition-${journeyId}`).length === 0;
      const run = isNew ? engine.start(id, () => cardAddition({ journeyId })) : engine.running(id);
      if (!run) throw new Error('no answer'); // over, or between two runs
      await time.sleep(0);
      if (!run.handlers.has(takeStep.name)) throw new Error('no answer');
      return (await engine.update(run, updateId, takeStep.name, [command, {}])) as JourneyView;
    },
    bankReturns: (journeyId) => engine.signal(`cardAddition/${journeyId}`, bankMoved.name),
  };
}

function sweep(engine: Engine, journeyId: string): void {
  if (engine.running(`cardAddition/${journeyId}`)) return;
  engine.start(`finishJourney/${journeyId}`, () => finishJourney({ journeyId }));
}

/** The same world, whose bank and log are away or lose answers now and then. */
function troubled(world: World, chance: Chance): World {
  const share = chance.pick([0, 0.1, 0.3]);
  const { cards, log } = world;
  const operations = { placeHold: 'hold', findHold: 'find', voidHold: 'void', refundHold: 'refund' } as const;
  const faults = {
    hold: ['unreachable', 'lost-before', 'lost-after'],
    find: ['unreachable'],
    void: ['unreachable', 'lost-before', 'lost-after', 'already-settled', 'pending'],
    refund: ['unreachable', 'lost-before', 'lost-after', 'pending'],
  } as const;
  const mayFail = (name: keyof typeof operations) => (request: never) => {
    const operation = operations[name];
    if (chance.happens(share)) cards.fail(operation, chance.pick(faults[operation]));
    return (cards[name] as (request: never) => Promise<never>)(request);
  };
  const mayBeAway = <Name extends 'read' | 'record'>(name: Name) =>
    ((request: never) => {
      if (chance.happens(share / 4)) log.goAway(1);
      return (log[name] as (request: never) => unknown)(request);
    }) as World['log'][Name];
  return {
    ...world,
    log: { ...log, read: mayBeAway('read'), record: mayBeAway('record') },
    cards: {
      ...cards,
      placeHold: mayFail('placeHold') as never,
      findHold: mayFail('findHold') as never,
      voidHold: mayFail('voidHold') as never,
      refundHold: mayFail('refundHold') as never,
    },
  };
}
