import { type KurrentDBClient, type Position, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { type Contender, type Work } from '../harness/window';
import { forAWindow } from './load';

/** How many events one `readAll` takes: as many as the server of ready-made bytes has. */
const READ_EVENTS = 20_000;

/**
 * `readAll`, 20,000 events at a time from the start. Each read is taken whole: one that is left early keeps its share of
 * the connection's window until the garbage is collected (client 1.3.1), and all reads of that client stall meanwhile.
 */
export const readsAll = (name: string, client: KurrentDBClient, node: number): Contender => ({
  name,
  processes: { node },
  work: async (windowMs) => {
    const end = performance.now() + windowMs;
    let units = 0;
    while (performance.now() < end) {
      for await (const _ of client.readAll({ fromPosition: START, maxCount: READ_EVENTS })) units += 1;
    }
    return { units };
  },
});

/** Streams of 20 events, one after the other, whole. */
export const readsStreams = (client: KurrentDBClient, node: number, streams: readonly string[]): Contender => {
  let n = 0;
  return {
    name: 'node',
    processes: { node },
    work: (windowMs) =>
      forAWindow(windowMs, 1, async () => {
        const stream = streams[(n += 1) % streams.length] ?? '';
        let events = 0;
        for await (const _ of client.readStream(stream)) events += 1;
        if (events !== 20) throw new Error(`${stream} has ${events} events`);
        return 1;
      }),
  };
};

/** A subscription to `$all` from the start, until the window is over or it has caught up; then another one. */
export const catchesUp = (name: string, client: KurrentDBClient, node: number): Contender => ({
  name,
  processes: { node },
  work: async (windowMs) => {
    const end = performance.now() + windowMs;
    let units = 0;
    while (performance.now() < end) units += await catchUp(client, end);
    return { units };
  },
});

async function catchUp(client: KurrentDBClient, end: number): Promise<number> {
  const subscription = client.subscribeToAll({ fromPosition: START });
  let events = 0;
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject);
    subscription.on('caughtUp', () => resolve());
    subscription.on('data', () => {
      events += 1;
      if (events % 256 === 0 && performance.now() >= end) resolve();
    });
  });
  await subscription.unsubscribe();
  return events;
}

/** A subscription filtered by a prefix that few events have, from the start until it has caught up. */
export const scans = (client: KurrentDBClient, node: number, head: number, matches: number): Contender => ({
  name: 'node',
  processes: { node },
  work: async (windowMs): Promise<Work> => {
    const end = performance.now() + windowMs;
    let units = 0;
    while (performance.now() < end) {
      const found = await scanOnce(client);
      if (found !== matches) throw new Error(`${found} of ${matches} matching events came`);
      units += head;
    }
    return { units };
  },
});

async function scanOnce(client: KurrentDBClient): Promise<number> {
  const filter = streamNameFilter({ prefixes: ['rare-'], checkpointInterval: 1000 });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  let found = 0;
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject);
    subscription.on('data', () => (found += 1));
    subscription.on('caughtUp', () => resolve());
  });
  await subscription.unsubscribe();
  return found;
}

/** From an append to its delivery to a live subscriber, one after the other. */
export function delivers(
  client: KurrentDBClient,
  node: number,
  append: () => Promise<Position | undefined>,
): Contender {
  return {
    name: 'node',
    processes: { node },
    work: async (windowMs) => {
      const waiting = new Map<bigint, () => void>();
      const delivered = new Set<bigint>();
      const subscription = client.subscribeToAll({ fromPosition: 'end' });
      subscription.on('error', () => undefined);
      subscription.on('data', ({ event }) => {
        const position = event?.position.commit ?? -1n;
        delivered.add(position);
        waiting.get(position)?.();
      });
      await new Promise((resolve) => subscription.once('caughtUp', resolve));
      const work = await forAWindow(windowMs, 1, async () => {
        const position = (await append())?.commit ?? -1n;
        if (!delivered.has(position)) await new Promise<void>((resolve) => waiting.set(position, resolve));
        return 1;
      });
      await subscription.unsubscribe();
      return work;
    },
  };
}
