import type { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { asLog, story, streamOf } from '../../testing';
import {
  applyBatch,
  type FollowedEvent,
  isAfter,
  liveTarget,
  migrate,
  openReadModels,
  poisonedStreams,
  readModels,
} from '..';
import { historicalCards } from '../historical-cards/projection';
import { skipPoisoned } from '../poisoned/retry';
import { digestOf } from './compare';
import { rebuild, RebuildRunning, type ReadUpTo } from './rebuild';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const log = asLog(story(11, 500));

/** Reads the log in batches of 50; `beside` happens before each batch, as others do while a rebuild runs. */
const reading = (
  events: readonly FollowedEvent[],
  beside: () => Promise<unknown> = () => Promise.resolve(),
): ReadUpTo => {
  return async (from, to, onBatch) => {
    const due = events.filter(({ position }) => isAfter(position, from) && !isAfter(position, to));
    for (let at = 0; at < due.length; at += 50) {
      await beside();
      await onBatch(due.slice(at, at + 50));
    }
  };
};

async function filled(events: readonly FollowedEvent[]): Promise<Pool> {
  const { pool } = await postgres.freshDatabase();
  await migrate(liveTarget(pool));
  await applyBatch(liveTarget(pool), events);
  return pool;
}

describe('rebuild', () => {
  it.each(readModels.map((model) => [model.name, model] as const))(
    'X15 finds %s equal to the live one',
    async (name, model) => {
      const pool = await filled(log);
      const rebuilt = await rebuild(pool, model, reading(log));
      expect(rebuilt).toMatchObject({
        model: name,
        equal: true,
        swapped: true,
        events: log.length,
        onlyLive: 0,
        onlyRebuilt: 0,
      });
      expect(rebuilt.rows.rebuilt).toBeGreaterThan(0);
    },
  );

  it('X15 tells and mends rows that were tampered with', async () => {
    const pool = await filled(log);
    const { digest } = await digestOf(pool, 'read_models.historical_cards');
    await pool.query(`update read_models.historical_cards set state = 'succeeded' where state = 'failed'`);
    await pool.query(`delete from read_models.historical_cards where state = 'open'`);
    const found = await rebuild(pool, historicalCards, reading(log), { compareOnly: true });
    expect(found).toMatchObject({ equal: false, swapped: false });
    expect(found.onlyRebuilt).toBeGreaterThan(found.onlyLive);
    expect((await digestOf(pool, 'read_models.historical_cards')).digest).not.toBe(digest);

    await rebuild(pool, historicalCards, reading(log));
    expect((await digestOf(pool, 'read_models.historical_cards')).digest).toBe(digest);
  });

  it('goes on while the projector does, and ends at the position of the live rows', async () => {
    const pool = await filled(log.slice(0, 300));
    let next = 300;
    const projector = (): Promise<unknown> => applyBatch(liveTarget(pool), log.slice(next, (next += 20)));
    const goals = new Set<string>();
    const rebuilt = await rebuild(pool, historicalCards, readingOnce(projector), {
      onProgress: (it) => goals.add(it.goal),
    });
    expect(rebuilt.equal).toBe(true);
    expect(goals.size).toBeGreaterThan(1);
    await applyBatch(liveTarget(pool), log.slice(next));
    expect((await rebuild(pool, historicalCards, reading(log))).equal).toBe(true);
  });

  /** Others write during the long part only: in the last part the projector waits for the rebuild. */
  const readingOnce = (beside: () => Promise<unknown>): ReadUpTo => {
    let long = true;
    return async (from, to, onBatch) => {
      await reading(log, long ? beside : undefined)(from, to, onBatch);
      long = false;
    };
  };

  it('Q13 after a fix that reads a poisoned event, brings its stream up to date', async () => {
    const broken = log.map((it) =>
      it === log.find(({ type }) => type === 'CardSubmitted') ? { ...it, fact: undefined, unreadable: 'x' } : it,
    );
    const pool = await filled(broken);
    expect((await rebuild(pool, historicalCards, reading(log))).equal).toBe(false);
    const [left] = await poisonedStreams(openReadModels(pool));
    expect(left?.models).toStrictEqual(['account-timeline', 'holds']);
    const clean = await filled(log);
    const table = 'read_models.historical_cards';
    expect((await digestOf(pool, table)).digest).toBe((await digestOf(clean, table)).digest);
  });

  it('Q13 an event that one read model could not take is let go of in that one alone', async () => {
    const index = log.findIndex(({ type }) => type === 'DefaultCardSet');
    const fact = { type: 'DefaultCardSet', at: '2024-05-01T12:00:00.000Z', data: { cardId: 'nobody', because: 'x' } };
    const odd = log.map((it, at) => (at === index ? { ...it, fact } : it));
    const pool = await filled(odd);
    const [aside] = await poisonedStreams(openReadModels(pool));
    expect(aside?.models).toStrictEqual(['payment-methods']);
    const event = { stream: aside!.stream, revision: aside!.revision, because: 'no card of theirs' };
    await skipPoisoned(liveTarget(pool), event, streamOf(odd));
    for (const model of readModels) {
      expect(await rebuild(pool, model, reading(odd))).toMatchObject({ model: model.name, equal: true });
    }
    expect(await poisonedStreams(openReadModels(pool))).toStrictEqual([]);
  });

  it('Q13 an event that is let go of while a rebuild runs stays so when the rows change places', async () => {
    const index = log.findIndex(({ type }) => type === 'CardSubmitted');
    const broken = log.map((it, at) => (at === index ? { ...it, fact: undefined, unreadable: 'x' } : it));
    const { stream, revision } = log[index] as FollowedEvent;
    const pool = await filled(broken);
    let letGo: Promise<unknown> | undefined;
    const operator = (): Promise<unknown> =>
      (letGo ??= skipPoisoned(liveTarget(pool), { stream, revision, because: 'made by a test' }, streamOf(broken)));
    expect(await rebuild(pool, historicalCards, reading(broken, operator))).toMatchObject({
      equal: true,
      swapped: true,
    });
    expect(await poisonedStreams(openReadModels(pool))).toStrictEqual([]);
    expect(await rebuild(pool, historicalCards, reading(broken))).toMatchObject({ equal: true });
  });

  it('is refused while another one of the same read model runs', async () => {
    const pool = await filled(log);
    const second = (): Promise<unknown> => rebuild(pool, historicalCards, reading(log));
    await rebuild(
      pool,
      historicalCards,
      reading(log, () => expect(second()).rejects.toThrow(RebuildRunning)),
    );
  });

  it('leaves the live rows as they are when it is broken off, and starts afresh the next time', async () => {
    const pool = await filled(log);
    const { digest } = await digestOf(pool, 'read_models.historical_cards');
    let batches = 0;
    const breaking = reading(log, () => (++batches > 3 ? Promise.reject(new Error('log down')) : Promise.resolve()));
    await expect(rebuild(pool, historicalCards, breaking)).rejects.toThrow('log down');
    expect((await digestOf(pool, 'read_models.historical_cards')).digest).toBe(digest);
    expect(await rebuild(pool, historicalCards, reading(log))).toMatchObject({ equal: true, events: log.length });
  });

  it('puts nothing in the place of the live rows when the connection that kept others out is lost', async () => {
    const pool = await filled(log);
    await pool.query(`update read_models.historical_cards set state = 'succeeded' where state = 'failed'`);
    const { digest } = await digestOf(pool, 'read_models.historical_cards');
    const losing = reading(log, () =>
      pool.query(`select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database
        where locktype = 'advisory' and d.datname = current_database()`),
    );
    await expect(rebuild(pool, historicalCards, losing)).rejects.toThrow();
    expect((await digestOf(pool, 'read_models.historical_cards')).digest).toBe(digest);
    expect(await rebuild(pool, historicalCards, reading(log))).toMatchObject({ equal: false, swapped: true });
  });
});
