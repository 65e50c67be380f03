import { createEventLog, type EventLog, type Followed } from '@onfile/event-log';
import { applyBatch, liveTarget, migrate, type Target } from '@onfile/read-models';
import { streamNameFilter, KurrentDBClient, START } from '@kurrent/kurrentdb-client';
import type { TestPostgres } from '@onfile/testing/postgres';
import type { Contender } from '../harness/window';

/** The processes that a projection keeps busy, beside this one. */
export interface Places {
  readonly url: string;
  readonly nodePid: number;
  readonly postgres: TestPostgres;
}

const PREFIXES = ['account-', 'wallet-', 'cardAddition-', 'cardFingerprint-', 'mobileNumber-'];

/** Empty read models, so many times, made before the first window: each is filled once. */
export async function emptyTargets(postgres: TestPostgres, count: number): Promise<Target[]> {
  const targets: Target[] = [];
  while (targets.length < count) {
    const target = liveTarget((await postgres.freshDatabase()).pool);
    await migrate(target);
    targets.push(target);
  }
  return targets;
}

/** Takes the log into all read models, from its start, as a projector does that catches up. */
export function projects({ url, nodePid, postgres }: Places, targets: Target[]): Contender {
  return {
    name: 'projector',
    processes: { node: nodePid, postgres: postgres.pid ?? 0 },
    async work(windowMs) {
      const target = targets.pop() ?? (await emptyTargets(postgres, 1))[0]!;
      const log = createEventLog({ url });
      const units = await following(log, target, windowMs);
      await log.close();
      return { units };
    },
  };
}

async function following(log: EventLog, target: Target, windowMs: number): Promise<number> {
  const stop = new AbortController();
  const until = performance.now() + windowMs;
  let units = 0;
  await log.follow({
    from: '0',
    signal: stop.signal,
    onBatch: async (batch: readonly Followed[]) => {
      await applyBatch(target, batch);
      units += batch.length;
      if (performance.now() >= until) stop.abort();
    },
  });
  return units;
}

/** Reads the same log by the same subscription of the bare client, and does nothing with it. */
export function readsOnly({ url, nodePid }: Places): Contender {
  return {
    name: 'catch-up read',
    processes: { node: nodePid },
    async work(windowMs) {
      const client = KurrentDBClient.connectionString(url);
      const subscription = client.subscribeToAll({
        fromPosition: START,
        filter: streamNameFilter({ prefixes: PREFIXES }),
      });
      const until = performance.now() + windowMs;
      let units = 0;
      for await (const { event } of subscription) {
        if (event) units += 1;
        if (units % 500 === 0 && performance.now() >= until) break;
      }
      await subscription.unsubscribe();
      await client.dispose();
      return { units };
    },
  };
}
