import { END, eventTypeFilter, type Filter, type Position, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { collect, event, events, ids, newStream, streamOf } from './events';
import { rule, SAME } from './rule';
import { storeUnderTest } from './store';

const store = storeUnderTest();

const at = (commit: bigint | undefined): Position => ({ commit: commit ?? -1n, prepare: commit ?? -1n });

/** The ids of `among` that a read of `$all` returns, in its order. */
const found = async (among: readonly { id: string }[], ...[options]: Parameters<typeof store.client.readAll>) => {
  const known = new Set(among.map(({ id }) => id));
  return ids(await collect(store.client.readAll(options))).filter((id) => id !== undefined && known.has(id));
};

describe('6. the log', () => {
  rule('positions only grow, in the order of the appends, whatever the stream', SAME, async () => {
    const answers = [];
    for (let n = 0; n < 20; n += 1) answers.push(await store.client.appendToStream(newStream(), event()));
    const positions = answers.map(({ position }) => position?.commit ?? 0n);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
    expect(new Set(positions).size).toBe(20);
    expect(positions[0]).toBeGreaterThanOrEqual(1n);
  });

  rule('commit and prepare of an event are the same', SAME, async () => {
    const { position } = await store.client.appendToStream(newStream(), event());
    expect(position?.commit).toBe(position?.prepare);
  });

  rule('a new store already holds an event of its own', SAME, async () => {
    const [first] = await collect(store.client.readAll({ maxCount: 1 }));
    expect(first?.event?.streamId.startsWith('$')).toBe(true);
  });

  rule('created does not go back along the log', SAME, async () => {
    await Promise.all(Array.from({ length: 50 }, () => store.client.appendToStream(newStream(), event())));
    const all = await collect(store.client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 50 }));
    const times = all.map(({ event: one }) => one?.created.getTime() ?? 0).reverse();
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('10. reading $all forwards', () => {
  rule('from the start returns everything, in log order', SAME, async () => {
    const { written } = await streamOf(store.client, 3);
    expect(await found(written, { fromPosition: START })).toEqual(written.map(({ id }) => id));
  });

  rule('from a position includes the event there', SAME, async () => {
    const { written, positions } = await streamOf(store.client, 3);
    expect(await found(written, { fromPosition: at(positions[1]) })).toEqual(written.slice(1).map(({ id }) => id));
  });

  rule(
    'from a position between two events starts at the next',
    'positions of a cluster are its own; it accepts only those it gave',
    async () => {
      const { written, positions } = await streamOf(store.client, 2);
      expect(await found(written, { fromPosition: at(positions[1]) })).toEqual([written[1]?.id]);
    },
  );

  rule('returns at most count events', SAME, async () => {
    const { written, positions } = await streamOf(store.client, 3);
    const two = await collect(store.client.readAll({ fromPosition: at(positions[0]), maxCount: 2 }));
    expect(ids(two)[0]).toBe(written[0]?.id);
    expect(two).toHaveLength(2);
  });

  for (const [name, stream] of [
    [
      'checkpoints of persistent subscriptions to $all',
      () => `$persistentsubscription-$all::${randomUUID()}-checkpoint`,
    ],
    ['events parked by them', () => `$persistentsubscription-$all::${randomUUID()}-parked`],
  ] as const) {
    rule(`${name} are hidden`, SAME, async () => {
      const hidden = event();
      const { position } = await store.client.appendToStream(stream(), hidden);
      const shown = event();
      await store.client.appendToStream(newStream(), shown);
      expect(await found([hidden, shown], { fromPosition: position })).toEqual([shown.id]);
    });
  }

  rule('shows metadata events and tombstones as events', SAME, async () => {
    const { stream, positions } = await streamOf(store.client, 1);
    await store.client.setStreamMetadata(stream, { maxCount: 1 });
    await store.client.tombstoneStream(stream);
    const all = await collect(store.client.readAll({ fromPosition: at(positions[0]) }));
    const ours = all.filter(({ event: one }) => one?.streamId.endsWith(stream));
    expect(ours.map(({ event: one }) => one?.type)).toEqual(['Tested', '$metadata', '$streamDeleted']);
  });
});

describe('10. reading $all backwards', () => {
  rule('from the end returns everything, newest first', SAME, async () => {
    const { written } = await streamOf(store.client, 3);
    const back = await found(written, { direction: 'backwards', fromPosition: END });
    expect(back).toEqual(written.map(({ id }) => id).reverse());
  });

  rule('from a position excludes the event there', SAME, async () => {
    const { written, positions } = await streamOf(store.client, 3);
    const back = await found(written, { direction: 'backwards', fromPosition: at(positions[2]) });
    expect(back).toEqual([written[1]?.id, written[0]?.id]);
  });

  rule('is the forward read turned round', SAME, async () => {
    await store.client.appendToStream(newStream(), events(30));
    const forwards = ids(await collect(store.client.readAll()));
    const back = await collect(store.client.readAll({ direction: 'backwards', fromPosition: END }));
    expect(ids(back).reverse().slice(0, forwards.length)).toEqual(forwards);
  });
});

describe('10. filtered reads of $all', () => {
  const mark = randomUUID();
  const made: Record<string, { id: string }> = {};
  beforeAll(async () => {
    for (const [name, type] of [
      ['order', 'Placed'],
      ['order', 'Paid'],
      ['orderly', 'Placed'],
      ['Order', 'Placed'],
      ['bill', 'Placed'],
    ] as const) {
      const one = event(randomUUID(), `${type}${mark}`);
      await store.client.appendToStream(`${name}${mark}-1`, one);
      made[`${name}/${type}`] = one;
    }
  });
  const names = async (filter: Filter) => {
    const all = Object.values(made);
    const back = await found(all, { filter });
    return back.map((id) => Object.keys(made).find((key) => made[key]?.id === id));
  };
  const streams = streamNameFilter;
  const types = eventTypeFilter;

  rule('a stream name prefix is exact, by case too', SAME, async () => {
    expect(await names(streams({ prefixes: [`order${mark}-`] }))).toEqual(['order/Placed', 'order/Paid']);
    expect(await names(streams({ prefixes: [`order${mark}`] }))).toEqual(['order/Placed', 'order/Paid']);
  });

  rule('several prefixes are joined by or', SAME, async () => {
    const both = await names(streams({ prefixes: [`bill${mark}-`, `Order${mark}-`] }));
    expect(both).toEqual(['Order/Placed', 'bill/Placed']);
  });

  rule('a prefix need not end at a dash', SAME, async () => {
    expect(await names(streams({ prefixes: [`orderly${mark.slice(0, 8)}`] }))).toEqual(['orderly/Placed']);
  });

  rule('a regular expression is searched for, not anchored', SAME, async () => {
    expect(await names(streams({ regex: `ly${mark}` }))).toEqual(['orderly/Placed']);
    expect(await names(streams({ regex: `^(bill|order)${mark}-[0-9]$` }))).toEqual([
      'order/Placed',
      'order/Paid',
      'bill/Placed',
    ]);
  });

  rule('event types are filtered by prefix and by regular expression', SAME, async () => {
    expect(await names(types({ prefixes: [`Paid${mark}`] }))).toEqual(['order/Paid']);
    expect(await names(types({ regex: `^P(ai|lace)d${mark}$` }))).toEqual(Object.keys(made));
  });

  rule('a filter that nothing passes returns nothing, over the whole log', SAME, async () => {
    expect(await collect(store.client.readAll({ filter: streams({ prefixes: [`none-${mark}`] }) }))).toEqual([]);
  });

  rule('count counts what passed, not what was looked at', SAME, async () => {
    const filter = types({ prefixes: [`Placed${mark}`] });
    const two = await collect(store.client.readAll({ filter, maxCount: 2 }));
    expect(ids(two)).toEqual([made['order/Placed']?.id, made['orderly/Placed']?.id]);
  });

  rule('backwards it filters the same, newest first', SAME, async () => {
    const filter = streams({ prefixes: [`order${mark}-`] });
    const back = await collect(store.client.readAll({ filter, direction: 'backwards', fromPosition: END }));
    expect(ids(back)).toEqual([made['order/Paid']?.id, made['order/Placed']?.id]);
  });
});
