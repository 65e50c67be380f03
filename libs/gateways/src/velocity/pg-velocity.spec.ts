import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { velocityContract } from './contract';
import { forgetOldTakes, migrateVelocity, pgVelocityCounters } from './pg-velocity';

describe('velocity counters in PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  const fresh = async () => {
    const { pool } = await postgres.freshDatabase();
    await Promise.all([migrateVelocity(pool), migrateVelocity(pool)]);
    return pool;
  };

  velocityContract(async () => pgVelocityCounters(await fresh()));

  it('S7 outlive the process that counted', async () => {
    const pool = await fresh();
    const limit = { bucket: 'b', atMost: 1, windowMs: 60_000 };
    await pgVelocityCounters(pool).take('a', [limit], '2026-03-01T00:00:00.000Z');
    expect((await pgVelocityCounters(pool).take('b', [limit], '2026-03-01T00:00:01.000Z')).taken).toBe(false);
  });

  it('forgets what no window looks at any more, and nothing else', async () => {
    const pool = await fresh();
    const counters = pgVelocityCounters(pool);
    await counters.take('old', [{ bucket: 'b', atMost: 9, windowMs: 60_000 }], '2026-03-01T00:00:00.000Z');
    await counters.take('new', [{ bucket: 'b', atMost: 9, windowMs: 60_000 }], '2026-03-01T00:10:00.000Z');
    expect(await forgetOldTakes(pool, '2026-03-01T00:05:00.000Z')).toBe(1);
    expect(await forgetOldTakes(pool, '2026-03-01T00:05:00.000Z')).toBe(0);
  });
});
