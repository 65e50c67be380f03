import { type Position, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { collect, event, events, newStream, streamOf } from './events';
import { eventually, refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';
import { followAll } from './tail';

const store = storeUnderTest();

const at = (commit: bigint | undefined): Position => ({ commit: commit ?? -1n, prepare: commit ?? -1n });
const only = (category: string, checkpointInterval = 1, maxSearchWindow?: number) =>
  streamNameFilter({ checkpointInterval, maxSearchWindow, prefixes: [`${category}-`] });
const rising = (positions: bigint[]) =>
  positions.every((position, n) => n === 0 || position > (positions[n - 1] ?? 0n));

describe('11. checkpoints of a filtered subscription', () => {
  rule('come without a filter never', SAME, async () => {
    const { positions } = await streamOf(store.client, 100);
    const tail = followAll(store.client, { fromPosition: at(positions[0]) });
    await tail.untilCaughtUp();
    expect(tail.heard.filter(({ kind }) => kind === 'checkpoint')).toEqual([]);
    await tail.stop();
  });

  rule('come once per interval of events looked at, matching or not, and only ever rise', SAME, async () => {
    const { positions } = await streamOf(store.client, 1);
    await store.client.appendToStream(newStream(), events(1_000));
    const tail = followAll(store.client, { fromPosition: at(positions[0]), filter: only(`none${randomUUID()}`) });
    await tail.untilCaughtUp();
    const reached = tail.checkpoints.map(({ commit }) => commit);
    expect(rising(reached)).toBe(true);
    expect(reached.length).toBeGreaterThanOrEqual(31);
    expect(reached.length).toBeLessThanOrEqual(33);
    await tail.stop();
  });

  rule('are as many events apart as window × multiplier', SAME, async () => {
    const start = await store.client.appendToStream(newStream(), event());
    await store.client.appendToStream(newStream(), events(1_000));
    const filter = only(`none${randomUUID()}`, 4, 25);
    const tail = followAll(store.client, { fromPosition: start.position as Position, filter });
    await tail.untilCaughtUp();
    const all = await collect(store.client.readAll({ fromPosition: start.position as Position }));
    const hundredth = all[100]?.event?.position.commit;
    expect(tail.checkpoints[0]?.commit).toBe(hundredth);
    expect(tail.checkpoints.length).toBeLessThanOrEqual(11);
    await tail.stop();
  });

  rule('the last one of the catch-up is at the end of the log and comes before caught up', SAME, async () => {
    const { positions } = await streamOf(store.client, 10);
    const tail = followAll(store.client, { fromPosition: at(positions[0]), filter: only(`none${randomUUID()}`) });
    await tail.untilCaughtUp();
    expect(tail.heard.slice(-2).map(({ kind }) => kind)).toEqual(['checkpoint', 'caughtUp']);
    expect(tail.checkpoints.at(-1)?.commit).toBe(positions.at(-1));
    expect(tail.caughtUp[0]?.position?.commit).toBe(positions.at(-1));
    await tail.stop();
  });

  rule('a subscription that starts at the end gets none before something happens', SAME, async () => {
    const { positions } = await streamOf(store.client, 1);
    const tail = followAll(store.client, { fromPosition: at(positions[0]), filter: only(`none${randomUUID()}`) });
    await tail.untilCaughtUp();
    expect(tail.checkpoints).toEqual([]);
    await tail.stop();
  });

  rule('go on while live, though nothing matches', SAME, async () => {
    const tail = followAll(store.client, { fromPosition: 'end', filter: only(`none${randomUUID()}`) });
    await tail.untilCaughtUp();
    const { position } = await store.client.appendToStream(newStream(), events(200));
    await eventually('checkpoints while live', () => tail.checkpoints.length >= 5);
    const reached = tail.checkpoints.map(({ commit }) => commit);
    expect(rising(reached)).toBe(true);
    expect(reached.at(-1)).toBeLessThanOrEqual(position?.commit ?? 0n);
    await tail.stop();
  });

  rule('one is sent after the event it stands for, never before an event that is not yet delivered', SAME, async () => {
    const category = `some${randomUUID().slice(0, 8)}`;
    const first = await store.client.appendToStream(newStream(), event());
    for (let n = 0; n < 10; n += 1) {
      await store.client.appendToStream(newStream(), events(7));
      await store.client.appendToStream(newStream(category), event());
    }
    const tail = followAll(store.client, { fromPosition: first.position as Position, filter: only(category, 1, 4) });
    await tail.untilCaughtUp();
    const places = tail.heard.filter(({ at: place }) => place !== undefined).map(({ at: place }) => place as bigint);
    expect(places.every((place, n) => n === 0 || place >= (places[n - 1] ?? 0n))).toBe(true);
    expect(tail.received).toHaveLength(10);
    await tail.stop();
  });

  rule('resuming from a checkpoint misses nothing and repeats nothing', SAME, async () => {
    const category = `resume${randomUUID().slice(0, 8)}`;
    for (let n = 0; n < 20; n += 1)
      await store.client.appendToStream(newStream(n % 5 === 0 ? category : 'noise'), events(20));
    const whole = followAll(store.client, { fromPosition: START, filter: only(category) });
    await whole.untilCaughtUp();
    const middle = whole.checkpoints[Math.floor(whole.checkpoints.length / 2)] as Position;
    const rest = followAll(store.client, { fromPosition: middle, filter: only(category) });
    await rest.untilCaughtUp();
    const expected = whole.received.filter(({ event: one }) => (one?.position.commit ?? 0n) > middle.commit);
    expect(rest.received.map(({ event: one }) => one?.id)).toEqual(expected.map(({ event: one }) => one?.id));
    await Promise.all([whole.stop(), rest.stop()]);
  });

  rule('an interval below one is refused', 'the client already refuses it', async () => {
    const filter = { ...only('x'), checkpointInterval: 0 };
    await refusalOf(Promise.resolve().then(() => store.client.subscribeToAll({ filter })));
  });
});
