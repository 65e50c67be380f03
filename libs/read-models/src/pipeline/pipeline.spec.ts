import type { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { asLog, chance, story, streamOf } from '../../testing';
import { type FollowedEvent, openReadModels } from '..';
import { poisonedStreams } from '../poisoned/query';
import { retryPoisoned, skipPoisoned } from '../poisoned/retry';
import { digestOf } from '../rebuild/compare';
import { reachedPosition, waitForPosition } from '../wait-for-position';
import { applyBatch, CheckpointsWentBack } from './apply-batch';
import { migrate } from './migrate';
import { liveTarget } from './target';
import { inTransaction } from './transaction';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const log = asLog(story(7, 600));

/** The live tables of a new database after these batches. */
async function filled(batches: readonly (readonly FollowedEvent[])[]): Promise<Pool> {
  const { pool } = await postgres.freshDatabase();
  await migrate(liveTarget(pool));
  for (const batch of batches) await applyBatch(liveTarget(pool), batch);
  return pool;
}

async function digests(pool: Pool): Promise<Record<string, string>> {
  const entries = liveTarget(pool).models.map(async ({ name, table }) => {
    return [name, (await digestOf(pool, `read_models.${table.name}`)).digest] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The log cut into batches of 1 to 60, some of them given again, some overlapping with the one before. */
function batchesOf(events: readonly FollowedEvent[], seed: number): FollowedEvent[][] {
  const random = chance(seed);
  const batches: FollowedEvent[][] = [];
  for (let from = 0; from < events.length;) {
    const to = from + 1 + Math.floor(random() * 60);
    const again = random() < 0.3 ? Math.floor(random() * 20) : 0;
    batches.push(events.slice(Math.max(0, from - again), to));
    if (random() < 0.1) batches.push(events.slice(from, to));
    from = to;
  }
  return batches;
}

const withFact = (events: readonly FollowedEvent[], index: number, change: Partial<FollowedEvent>): FollowedEvent[] =>
  events.map((event, at) => (at === index ? { ...event, ...change } : event));

const indexOf = (type: string): number => log.findIndex((event) => event.type === type);

describe('applyBatch', () => {
  it.each([1, 2, 3])(
    'Q12 any cut into batches, doubled and overlapping, gives the same tables (seed %i)',
    async (seed) => {
      const whole = await filled([log]);
      const cut = await filled(batchesOf(log, seed));
      expect(await digests(cut)).toStrictEqual(await digests(whole));
      expect(await reachedPosition(cut)).toBe(log.at(-1)?.position);
    },
  );

  it('Q12 two projectors at once leave the same tables', async () => {
    const pool = await filled([]);
    const both = [batchesOf(log, 4), batchesOf(log, 5)].map(async (batches) => {
      for (const batch of batches) await applyBatch(liveTarget(pool), batch);
    });
    await Promise.all(both);
    expect(await digests(pool)).toStrictEqual(await digests(await filled([log])));
  });

  it('moves the checkpoint over facts that no read model shows', async () => {
    const at = '2024-05-01T12:00:00.000Z';
    const fact = { type: 'NumberTaken', at, data: { accountId: 'acc' } };
    const pool = await filled([[{ stream: 'mobileNumber-x', revision: 0, position: '77', type: 'NumberTaken', fact }]]);
    expect(await reachedPosition(pool)).toBe('77');
  });

  it.each([
    ['it can not be read', { fact: undefined, unreadable: 'FactUnreadable: no such type of fact' }, 'no such type'],
    [
      'its data is missing',
      { fact: { type: 'CardSubmitted', at: '2024-05-01T12:00:00.000Z', data: null } },
      'TypeError',
    ],
    [
      'PostgreSQL refuses its values',
      { fact: { type: 'CardSubmitted', at: 'x', data: { card: { brand: 'a\0b', last4: '1', expiry: 'x' } } } },
      'error',
    ],
  ])(
    'Q13 puts an event aside with its cause where %s; its stream waits, the others go on',
    async (_why, change, cause) => {
      const index = indexOf('CardSubmitted');
      const stream = log[index]?.stream ?? '';
      const pool = await filled([withFact(log, index, change)]);
      const [aside, ...others] = await poisonedStreams(openReadModels(pool));
      expect(others).toStrictEqual([]);
      expect(aside).toMatchObject({ stream, revision: log[index]?.revision, type: 'CardSubmitted' });
      expect(aside?.cause).toContain(cause);
      expect(aside?.heldBack).toBe(
        log.filter((it) => it.stream === stream && it.revision > (log[index]?.revision ?? 0)).length,
      );
      expect(await reachedPosition(pool)).toBe(log.at(-1)?.position);

      const without = await filled([log.filter((it, at) => at < index || it.stream !== stream)]);
      expect((await digests(pool))['historical-cards']).toBe((await digests(without))['historical-cards']);
    },
  );

  it('Q13 after the fix, a retry makes the tables equal to a clean fill', async () => {
    const pool = await filled(
      batchesOf(withFact(log, indexOf('CardSubmitted'), { fact: undefined, unreadable: 'broken' }), 6),
    );
    const stream = log[indexOf('CardSubmitted')]?.stream ?? '';
    const retried = await retryPoisoned(liveTarget(pool), stream, streamOf(log));
    expect([...retried.caughtUp].sort()).toStrictEqual(['account-timeline', 'historical-cards', 'holds']);
    expect(await digests(pool)).toStrictEqual(await digests(await filled([log])));
    expect(await poisonedStreams(openReadModels(pool))).toStrictEqual([]);
  });

  it('Q13 a retry without the fix puts the event aside again and loses nothing', async () => {
    const broken = withFact(log, indexOf('CardSubmitted'), { fact: undefined, unreadable: 'broken' });
    const stream = log[indexOf('CardSubmitted')]?.stream ?? '';
    const pool = await filled([broken]);
    const before = await poisonedStreams(openReadModels(pool));
    const retried = await retryPoisoned(liveTarget(pool), stream, streamOf(broken));
    expect(retried.caughtUp).toStrictEqual([]);
    const after = await poisonedStreams(openReadModels(pool));
    expect(after.map(({ heldBack, models }) => [heldBack, models])).toStrictEqual(
      before.map((it) => [it.heldBack, it.models]),
    );
  });

  it('Q13 a skipped event lets its stream go on', async () => {
    const index = indexOf('CardSubmitted');
    const broken = withFact(log, index, { fact: undefined, unreadable: 'broken' });
    const { stream, revision } = log[index] as FollowedEvent;
    const pool = await filled([broken]);
    await skipPoisoned(liveTarget(pool), { stream, revision, because: 'made by a test' }, streamOf(broken));
    expect(await poisonedStreams(openReadModels(pool))).toStrictEqual([]);
    expect(await digests(pool)).toStrictEqual(await digests(await filled([log.filter((_, at) => at !== index)])));
  });

  it('throws what PostgreSQL throws where no event is at fault, and has written nothing', async () => {
    const pool = await filled([]);
    await pool.query('alter table read_models.holds rename to away');
    await expect(applyBatch(liveTarget(pool), log)).rejects.toMatchObject({ code: '42P01' });
    await pool.query('alter table read_models.away rename to holds');
    expect(await reachedPosition(pool)).toBeNull();
  });

  it('Q12 takes nothing in where a crash of PostgreSQL took back what the batch follows on', async () => {
    const [early, late] = [log.slice(0, 300), log.slice(300)];
    const pool = await filled([early.slice(0, 200)]); // and the commits of the next hundred are gone
    const since = early.at(-1)?.position;
    await expect(applyBatch(liveTarget(pool), late, since)).rejects.toThrow(CheckpointsWentBack);
    expect(await reachedPosition(pool)).toBe(early[199]?.position);
    await applyBatch(liveTarget(pool), early, early[199]?.position);
    await applyBatch(liveTarget(pool), late, since);
    expect(await digests(pool)).toStrictEqual(await digests(await filled([log])));
  });

  it('E4 a connection that is lost between two statements fails the batch, not the process', async () => {
    const pool = await filled([]);
    const lost = inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const gone = new Promise((resolve) => client.once('end', resolve));
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await gone; // heard of while nobody waits for an answer
      await client.query('select 1');
    });
    await expect(lost).rejects.toThrow();
    await applyBatch(liveTarget(pool), log);
    expect(await reachedPosition(pool)).toBe(log.at(-1)?.position);
  });

  it('a read model that a build no longer has holds nobody up', async () => {
    const pool = await filled([]);
    await pool.query(`insert into read_models.checkpoints values ('of-an-older-build', 3)`);
    const waiting = waitForPosition(pool, log.at(-1)?.position ?? '', 10_000);
    await applyBatch(liveTarget(pool), log);
    expect(await waiting).toBe(true);
    expect(await reachedPosition(pool)).toBe(log.at(-1)?.position);
  });
});
