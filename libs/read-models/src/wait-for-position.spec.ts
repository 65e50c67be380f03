import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { asLog, story } from '../testing';
import { applyBatch, liveTarget, migrate, waitForPosition } from '.';
import { LIVE_SCHEMA, targetOf } from './pipeline/target';
import { readModels } from './registry';

let postgres: TestPostgres;
let pool: Pool;
const log = asLog(story(3, 50));
const last = log.at(-1)?.position ?? '';

beforeAll(async () => {
  postgres = await startPostgres();
});
beforeEach(async () => {
  ({ pool } = await postgres.freshDatabase());
  await migrate(liveTarget(pool));
});
afterAll(() => postgres.stop());

describe('waitForPosition', () => {
  it('answers at once where the position is reached', async () => {
    await applyBatch(liveTarget(pool), log);
    await expect(waitForPosition(pool, last, 0)).resolves.toBe(true);
  });

  it('answers false when the time is over first', async () => {
    await expect(waitForPosition(pool, last, 30)).resolves.toBe(false);
  });

  it('answers false in time also where the clock is set back meanwhile', async () => {
    const [clock, from] = [Date.now, performance.now()];
    const isSetBack = (): boolean => performance.now() - from > 20;
    const told = jest.spyOn(Date, 'now').mockImplementation(() => clock() - (isSetBack() ? 3_600_000 : 0));
    const late = sleep(20_000, 'still waiting', { ref: false });
    try {
      expect(await Promise.race([waitForPosition(pool, last, 60), late])).toBe(false);
    } finally {
      told.mockRestore();
    }
  });

  it('answers all who wait as soon as the commit is told, long before they look again', async () => {
    const [early, late] = [log.slice(0, 20), log.slice(20)];
    const waits = Array.from({ length: 20 }, () => waitForPosition(pool, last, 40_000));
    const first = waitForPosition(pool, early.at(-1)?.position ?? '', 40_000);
    await applyBatch(liveTarget(pool), early);
    await expect(first).resolves.toBe(true);
    await applyBatch(liveTarget(pool), late);
    await expect(Promise.all(waits)).resolves.toStrictEqual(waits.map(() => true));
  });

  it('asks the table no more while it hears of commits', async () => {
    await expect(waitForPosition(pool, last, 5)).resolves.toBe(false);
    const asked = jest.spyOn(pool, 'query');
    const from = performance.now();
    const wait = waitForPosition(pool, last, 40_000);
    await applyBatch(liveTarget(pool), log);
    await expect(wait).resolves.toBe(true);
    // It looks for itself four times a second: not once, unless the batch took that long.
    const looks = Math.floor((performance.now() - from) / 250);
    await expect(waitForPosition(pool, log[0]?.position ?? '', 0)).resolves.toBe(true);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(looks);
  });

  it('hears nothing before every read model is there', async () => {
    const wait = waitForPosition(pool, last, 40);
    await applyBatch(targetOf(pool, LIVE_SCHEMA, readModels.slice(1)), log);
    await expect(wait).resolves.toBe(false);
    const rest = waitForPosition(pool, last, 40_000);
    await applyBatch(liveTarget(pool), log);
    await expect(rest).resolves.toBe(true);
  });

  it('looks for itself when the connection is lost', async () => {
    const wait = waitForPosition(pool, last, 40_000);
    const others = 'pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    const listening = async (): Promise<boolean> =>
      (await pool.query(`select 1 from ${others} and query like 'listen%'`)).rowCount === 1;
    while (!(await listening()));
    await pool.query(`select pg_terminate_backend(pid) from ${others} and query like 'listen%'`);
    await applyBatch(liveTarget(pool), log);
    await expect(wait).resolves.toBe(true);
  });

  it('gives its connection back', async () => {
    await waitForPosition(pool, last, 20);
    const deadline = Date.now() + 40_000;
    while (pool.idleCount !== pool.totalCount && Date.now() < deadline) await new Promise(setImmediate);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('throws when PostgreSQL is not there', async () => {
    await pool.query('drop schema read_models cascade');
    await expect(waitForPosition(pool, last, 1_000)).rejects.toMatchObject({ code: '42P01' });
  });
});
