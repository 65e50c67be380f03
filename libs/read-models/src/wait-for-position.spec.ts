import type { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { asLog, story } from '../testing';
import { applyBatch, liveTarget, migrate, waitForPosition } from '.';

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

  it('answers all who wait as soon as the commit is told, long before they look again', async () => {
    const [early, late] = [log.slice(0, 20), log.slice(20)];
    const waits = Array.from({ length: 20 }, () => waitForPosition(pool, last, 10_000));
    const first = waitForPosition(pool, early.at(-1)?.position ?? '', 10_000);
    await applyBatch(liveTarget(pool), early);
    await expect(first).resolves.toBe(true);
    await applyBatch(liveTarget(pool), late);
    await expect(Promise.all(waits)).resolves.toStrictEqual(waits.map(() => true));
  });

  it('gives its connection back', async () => {
    await waitForPosition(pool, last, 20);
    const deadline = Date.now() + 5_000;
    while (pool.idleCount !== pool.totalCount && Date.now() < deadline) await new Promise(setImmediate);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('throws when PostgreSQL is not there', async () => {
    await pool.query('drop schema read_models cascade');
    await expect(waitForPosition(pool, last, 1_000)).rejects.toMatchObject({ code: '42P01' });
  });
});
