import { migrateVelocity, pgVelocityCounters } from '@onfile/gateways';
import { applyBatch, liveTarget, migrate, type FollowedEvent } from '@onfile/read-models';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { Pool } from 'pg';
import { startBench } from '../../testing/bench';
import { Customer } from '../../testing/customer';
import { PgRevokedSessions } from '../identity/pg-revoked-sessions';
import { problemOf } from '../http/problem-of';
import { pgViews } from './pg-views';

const SECOND = 1_000;

describe('on a real PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => (postgres = await startPostgres()));
  afterAll(() => postgres.stop());

  describe('ended sessions', () => {
    it('are out at once here, within a second at every other api, and stay out after a restart', async () => {
      const { pool } = await postgres.freshDatabase();
      let at = Date.parse('2024-05-10T12:00:00Z');
      const apis = [1, 2].map(() => new PgRevokedSessions(pool, () => new Date(at)));
      await Promise.all(apis.map((api) => api.prepare())); // both start at the same time
      const [here, there] = apis as [PgRevokedSessions, PgRevokedSessions];
      expect([await here.has('s1'), await there.has('s1')]).toStrictEqual([false, false]);
      await here.revoke('s1', new Date(at + 60 * SECOND));
      await here.revoke('s1', new Date(at + 30 * SECOND)); // never forgotten sooner
      expect(await here.has('s1')).toBe(true);
      at += SECOND + 1;
      expect(await there.has('s1')).toBe(true);
      expect(await new PgRevokedSessions(pool, () => new Date(at)).has('s1')).toBe(true);
      at += 69 * SECOND; // its tokens have run out, skew and all
      expect(await there.has('s1')).toBe(false);
      expect((await pool.query('select 1 from identity.revoked_session')).rowCount).toBe(0);
    });

    it('Q19 are out within a second too where the clock was set back', async () => {
      const { pool } = await postgres.freshDatabase();
      let at = Date.parse('2024-05-10T12:00:00Z');
      const [here, there] = [1, 2].map(() => new PgRevokedSessions(pool, () => new Date(at))) as [
        PgRevokedSessions,
        PgRevokedSessions,
      ];
      await here.prepare();
      expect(await there.has('s1')).toBe(false);
      at -= 3_600 * SECOND;
      await here.revoke('s1', new Date(at + 60 * SECOND));
      at += 2 * SECOND;
      expect(await there.has('s1')).toBe(true);
    });

    it('can not be known while PostgreSQL is away: nobody is let in', async () => {
      const pool = new Pool({ connectionString: 'postgres://onfile@127.0.0.1:9/none' });
      const sessions = new PgRevokedSessions(pool, () => new Date());
      await expect(sessions.has('s1')).rejects.toMatchObject({ name: 'Unavailable' });
      await pool.end();
    });
  });

  it('R32 views show what the log says, as fresh as asked for', async () => {
    const { pool } = await postgres.freshDatabase();
    await migrate(liveTarget(pool));
    const bench = await startBench({ views: pgViews(pool) });
    const customer = await Customer.known(bench);
    const path = `/v1/card-additions/${await customer.addCard()}/card`;
    const submitted = await customer.post(path, { cardToken: bench.card({ on: 'approve' }) });
    const position = submitted.headers['onfile-position'] as string;

    const early = await customer.get(`/v1/payment-methods?atLeast=${position}`);
    expect([early.status, early.body]).toMatchObject([503, { code: 'position-not-reached' }]);
    await applyBatch(
      liveTarget(pool),
      bench.log.all().map((stored) => ({ ...stored, type: stored.fact.type }) as FollowedEvent),
    );

    const cards = await customer.get(`/v1/payment-methods?atLeast=${position}`);
    expect(cards.body).toMatchObject({ cards: [{ last4: '4242', isDefault: true, isExpired: false, order: 1 }] });
    expect(cards.headers['etag']).toMatch(/^"\d+"$/);
    expect((await customer.get('/v1/historical-cards')).body).toMatchObject({ entries: [{ state: 'succeeded' }] });
    expect((await customer.get('/v1/holds')).body).toMatchObject({
      entries: [{ status: 'voided', amount: { currency: 'USD', minor: 100 } }],
    });
    const first = await customer.get('/v1/me/timeline?limit=2');
    const { entries, next } = first.body as { entries: { type: string }[]; next: string };
    expect(entries).toHaveLength(2);
    const second = await customer.get(`/v1/me/timeline?limit=2&cursor=${next}`);
    expect((second.body as typeof first.body & { entries: unknown[] }).entries).toHaveLength(2);
    expect((await customer.get(`/v1/holds?cursor=${next}`)).body).toMatchObject({
      code: 'cursor-invalid',
      status: 422,
    });
    await bench.stop();
  });

  it('views whose tables are not made yet, and a PostgreSQL that is away, are a wait and no fault', async () => {
    const { pool } = await postgres.freshDatabase();
    const bench = await startBench({ views: pgViews(pool) });
    const customer = await Customer.register(bench);
    expect((await customer.get('/v1/payment-methods')).body).toMatchObject({ code: 'try-again-later' });
    await bench.stop();

    const nowhere = new Pool({ connectionString: 'postgres://onfile@127.0.0.1:9/none', connectionTimeoutMillis: 100 });
    const error: unknown = await nowhere.query('select 1').catch((reason: unknown) => reason);
    expect(problemOf(error).code).toBe('try-again-later');
    await nowhere.end();
    expect(problemOf(new Error('timeout exceeded when trying to connect')).code).toBe('try-again-later');
    expect(problemOf(new Error('Connection terminated unexpectedly')).code).toBe('try-again-later');
  });

  it('R12 send limits are kept across a restart of the api', async () => {
    const { pool } = await postgres.freshDatabase();
    await migrateVelocity(pool);
    const bench = await startBench({ velocity: pgVelocityCounters(pool) });
    const customer = await Customer.register(bench);
    const path = `/v1/card-additions/${await customer.addCard()}/email-code`;
    for (let n = 0; n < 5; n += 1) {
      expect((await customer.post(path)).status).toBe(200);
      bench.pass(60 * SECOND);
    }
    expect((await customer.post(path)).body).toMatchObject({ code: 'too-many-sends' });
    const { rows } = await pool.query<{ bucket: string; key: string }>('select bucket, key from velocity.takes');
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(rows)).not.toContain(customer.email); // digests only
    await bench.stop();
  });
});
