import { END, eventTypeFilter, type Filter, type Position, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { collect, event, events, newStream, streamOf } from './events';
import { eventually, rule, SAME } from './rule';
import { clientOf, storeUnderTest } from './store';
import { followAll } from './tail';

const store = storeUnderTest();

const at = (commit: bigint | undefined): Position => ({ commit: commit ?? -1n, prepare: commit ?? -1n });
const mark = () => randomUUID().slice(0, 8);
const prefixes = (...list: string[]) => streamNameFilter({ prefixes: list });

describe('11. subscribing to $all', () => {
  rule('confirmation, then the events, then caught up with the position reached, then what is new', SAME, async () => {
    const { positions } = await streamOf(store.client, 3);
    const tail = followAll(store.client, { fromPosition: at(positions[0]) });
    await tail.untilCaughtUp();
    await store.client.appendToStream(newStream(), event());
    await tail.untilReceived(3);
    expect(tail.heard.map(({ kind }) => kind).slice(0, 5)).toEqual([
      'confirmation',
      'event',
      'event',
      'caughtUp',
      'event',
    ]);
    expect(tail.caughtUp[0]?.position).toEqual(at(positions[2]));
    await tail.stop();
  });

  rule('from a position delivers what comes after it, unlike a read', SAME, async () => {
    const { positions, written } = await streamOf(store.client, 3);
    const tail = followAll(store.client, { fromPosition: at(positions[0]) });
    await tail.untilReceived(2);
    expect(tail.received.slice(0, 2).map(({ event: one }) => one?.id)).toEqual(written.slice(1).map(({ id }) => id));
    await tail.stop();
  });

  rule('from the start delivers everything a read of $all returns', SAME, async () => {
    await streamOf(store.client, 5);
    const all = await collect(store.client.readAll());
    const tail = followAll(store.client, { fromPosition: START });
    await tail.untilReceived(all.length);
    expect(tail.received.slice(0, all.length).map(({ event: one }) => one?.id)).toEqual(
      all.map(({ event: one }) => one?.id),
    );
    await tail.stop();
  });

  rule('from the end delivers only what is written afterwards', SAME, async () => {
    await streamOf(store.client, 3);
    const tail = followAll(store.client, { fromPosition: END });
    await tail.untilCaughtUp();
    const one = event();
    await store.client.appendToStream(newStream(), one);
    await tail.untilReceived(1);
    expect(tail.received[0]?.event?.id).toBe(one.id);
    await tail.stop();
  });

  rule(
    'across the switch to live under load, with a slow and a restarted reader, delivers exactly the log',
    SAME,
    async () => {
      const category = `load${mark()}`;
      const first = await store.client.appendToStream(newStream(category), events(200));
      let writing = true;
      const load = Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let n = 0; n < 40; n += 1) await store.client.appendToStream(newStream(category), events(3));
        }),
      ).finally(() => (writing = false));
      const steady = followAll(store.client, { fromPosition: START, filter: prefixes(`${category}-`) });
      const restarted = await restartWhile(() => writing, category);
      await load;
      const log = (await collect(store.client.readAll({ filter: prefixes(`${category}-`) }))).map(
        ({ event: one }) => one?.id,
      );
      await steady.untilReceived(log.length);
      expect(log).toHaveLength(200 + 8 * 40 * 3);
      expect(first.success).toBe(true);
      expect(steady.received.map(({ event: one }) => one?.id)).toEqual(log);
      expect(await restarted(log.length)).toEqual(log);
      await steady.stop();
    },
  );

  /** Subscribes, takes 100 events, leaves, and goes on from the last position, for as long as `busy`. */
  async function restartWhile(
    busy: () => boolean,
    category: string,
  ): Promise<(until: number) => Promise<(string | undefined)[]>> {
    const got: (string | undefined)[] = [];
    let from: Position | typeof START = START;
    const turn = async (enough: (received: number) => boolean) => {
      const tail = followAll(store.client, { fromPosition: from, filter: prefixes(`${category}-`) });
      await eventually('a share of the events', () => tail.received.length >= 100 || enough(tail.received.length));
      const part = tail.received.slice();
      await tail.stop();
      got.push(...part.map(({ event: one }) => one?.id));
      from = part.at(-1)?.event?.position ?? from;
    };
    while (busy()) await turn(() => !busy());
    return async (until) => {
      while (got.length < until) await turn((received) => got.length + received >= until);
      return got;
    };
  }

  rule('two clients see the same order', SAME, async () => {
    const category = `two${mark()}`;
    const other = clientOf(store.connectionString);
    const tails = [store.client, other].map((client) =>
      followAll(client, { fromPosition: END, filter: prefixes(`${category}-`) }),
    );
    await Promise.all(tails.map((tail) => tail.untilCaughtUp()));
    await Promise.all(Array.from({ length: 50 }, () => store.client.appendToStream(newStream(category), event())));
    await Promise.all(tails.map((tail) => tail.untilReceived(50)));
    const [first, second] = tails.map((tail) => tail.received.map(({ event: one }) => one?.id));
    expect(first).toEqual(second);
    await Promise.all(tails.map((tail) => tail.stop()));
    await other.dispose();
  });
});

describe('11. filters of a subscription', () => {
  const kinds: Record<string, (category: string) => Filter> = {
    'a stream name prefix': (category) => streamNameFilter({ prefixes: [`${category}-`] }),
    'a stream name expression': (category) => streamNameFilter({ regex: `^${category}-` }),
    'an event type prefix': (category) => eventTypeFilter({ prefixes: [`T${category}`] }),
    'an event type expression': (category) => eventTypeFilter({ regex: `${category}$` }),
  };
  for (const [name, filter] of Object.entries(kinds)) {
    rule(`by ${name} delivers old and new matches and nothing else`, SAME, async () => {
      const category = `only${mark()}`;
      const matching = () => event(randomUUID(), `T${category}`);
      const [old, fresh] = [matching(), matching()];
      await store.client.appendToStream(newStream(category), old);
      await store.client.appendToStream(newStream(), events(10));
      const tail = followAll(store.client, { filter: filter(category) });
      await tail.untilCaughtUp();
      await store.client.appendToStream(newStream(), events(10));
      await store.client.appendToStream(newStream(category), fresh);
      await tail.untilReceived(2);
      expect(tail.received.map(({ event: one }) => one?.id)).toEqual([old.id, fresh.id]);
      await tail.stop();
    });
  }
});
