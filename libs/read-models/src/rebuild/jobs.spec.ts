import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import type { Pool } from 'pg';
import { asLog, billingStory, chance, clock, story, streamOf } from '../../testing';
import { applyBatch, isAfter, liveTarget, migrate, readModels } from '..';
import { historicalCards } from '../historical-cards/projection';
import { holds } from '../holds/projection';
import { migrateRebuilds, orderRebuild, rebuildJobs, workOffRebuild } from './jobs';
import type { ReadUpTo } from './rebuild';
import { verifySample } from './verify-sample';

let postgres: TestPostgres;
let pool: Pool;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  ({ pool } = await postgres.freshDatabase());
  await migrate(liveTarget(pool));
  await applyBatch(liveTarget(pool), log);
  await migrateRebuilds(pool);
});

const log = asLog(story(11, 300));
const readUpTo: ReadUpTo = async (from, to, onBatch) => {
  const due = log.filter(({ position }) => isAfter(position, from) && !isAfter(position, to));
  for (let at = 0; at < due.length; at += 50) await onBatch(due.slice(at, at + 50));
};
const damage = () =>
  pool.query(`update read_models.holds set amount_minor = amount_minor + 1 where ctid in (
  select ctid from read_models.holds limit 3)`);

describe('X15 rebuilds that operators ask for', () => {
  it('are done one after another, in the order asked, each with what it found', async () => {
    await damage();
    await orderRebuild(pool, { id: 'a', model: 'holds', compareOnly: true, by: 'op_1' });
    await orderRebuild(pool, { id: 'b', model: 'holds', compareOnly: false, by: 'op_1' });
    await orderRebuild(pool, { id: 'a', model: 'holds', compareOnly: false, by: 'op_2' });
    const compared = await workOffRebuild(pool, readUpTo);
    expect(compared).toMatchObject({
      ...{ id: 'a', by: 'op_1', state: 'done', events: log.length, position: log.at(-1)!.position },
      outcome: { equal: false, onlyLive: 3, onlyRebuilt: 3, swapped: false },
    });
    expect(await workOffRebuild(pool, readUpTo)).toMatchObject({ id: 'b', outcome: { equal: false, swapped: true } });
    expect(await workOffRebuild(pool, readUpTo)).toBeUndefined();
    await orderRebuild(pool, { id: 'c', model: 'holds', compareOnly: true, by: 'op_1' });
    expect(await workOffRebuild(pool, readUpTo)).toMatchObject({ outcome: { equal: true } });
    expect((await rebuildJobs(pool)).map(({ id }) => id)).toStrictEqual(['c', 'b', 'a']);
  });

  it('tell why they failed, and leave the live rows as they are', async () => {
    await orderRebuild(pool, { id: 'a', model: 'holds', compareOnly: false, by: 'op_1' });
    const gone = (): Promise<void> => Promise.reject(new TypeError('the log is gone'));
    expect(await workOffRebuild(pool, gone)).toMatchObject({ state: 'failed', failure: 'TypeError' });
    await orderRebuild(pool, { id: 'b', model: 'moons', compareOnly: false, by: 'op_1' });
    expect(await workOffRebuild(pool, readUpTo)).toMatchObject({ state: 'failed' });
  });

  it('one whose process is told to stop waits for the next one, and has not failed', async () => {
    await orderRebuild(pool, { id: 'a', model: 'holds', compareOnly: true, by: 'op_1' });
    const stop = new AbortController();
    const stopped: ReadUpTo = (from, to, onBatch) =>
      readUpTo(from, to, (batch) => {
        stop.signal.throwIfAborted();
        stop.abort();
        return onBatch(batch);
      });
    expect(await workOffRebuild(pool, stopped, stop.signal)).toBeUndefined();
    expect(await rebuildJobs(pool)).toMatchObject([{ id: 'a', state: 'waiting' }]);
    expect(await workOffRebuild(pool, readUpTo)).toMatchObject({ state: 'done', events: log.length });
  });

  it('one whose process died is taken up by another, from the start', async () => {
    await orderRebuild(pool, { id: 'a', model: 'holds', compareOnly: true, by: 'op_1' });
    await pool.query(`update read_model_rebuilds.rebuilds set state = 'filling', events = 7, heard_at = now()`);
    expect(await workOffRebuild(pool, readUpTo)).toBeUndefined();
    await pool.query(`update read_model_rebuilds.rebuilds set heard_at = now() - interval '1 minute'`);
    expect(await workOffRebuild(pool, readUpTo)).toMatchObject({ state: 'done', events: log.length });
  });
});

describe('X15 a sample, by hash', () => {
  const readStream = streamOf(log);

  it.each(readModels.map((model) => [model.name, model] as const))('%s is as its streams say', async (_name, model) => {
    const told = asLog(billingStory('acc_billed', 'paid', clock(chance(3))), 1_000_000);
    await applyBatch(liveTarget(pool), told);
    const both = streamOf([...log, ...told]);
    const verdict = await verifySample(pool, model, both, 50);
    expect(verdict).toMatchObject({ equal: true, differing: [] });
    expect(verdict.sampled).toBeGreaterThan(0);
    expect(verdict.digests.live).toBe(verdict.digests.rebuilt);
  });

  it('names rows that were changed, and rows that no fact made', async () => {
    await damage();
    const { equal, differing, digests } = await verifySample(pool, holds, readStream, 10_000);
    expect([equal, differing.length, digests.live === digests.rebuilt]).toStrictEqual([false, 3, false]);
    await pool.query(`update read_models.historical_cards set attempt_id = 'made-up' where ctid = (
      select ctid from read_models.historical_cards limit 1)`);
    expect((await verifySample(pool, historicalCards, readStream, 10_000)).differing).toStrictEqual(['made-up']);
  });
});
