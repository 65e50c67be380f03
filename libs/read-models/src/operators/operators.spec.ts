import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import type { Pool } from 'pg';
import { accountStory, asLog, chance, clock, type Ending, journeyStory } from '../../testing';
import {
  accountsOfEmail,
  applyBatch,
  countJourneys,
  findJourneys,
  findThings,
  liveTarget,
  migrate,
  openReadModels,
  progressOf,
} from '..';

let postgres: TestPostgres;
let pool: Pool;
let db: ReturnType<typeof openReadModels>;

const JOURNEYS: readonly [string, string, Ending][] = [
  ['acc', 'j1', 'declined'],
  ['acc', 'j2', 'succeeded'],
  ['other', 'j3', 'open'],
  ['third', 'j4', 'release-late'],
];

beforeAll(async () => {
  postgres = await startPostgres();
  ({ pool } = await postgres.freshDatabase());
  await migrate(liveTarget(pool));
  const at = clock(() => 0.5);
  await applyBatch(
    liveTarget(pool),
    asLog(JOURNEYS.flatMap(([account, id, end]) => journeyStory(account, id, end, at))),
  );
  db = openReadModels(pool);
});
afterAll(() => postgres.stop());

const found = async (...asked: Parameters<typeof findJourneys> extends [unknown, ...infer Rest] ? Rest : never) =>
  (await findJourneys(db, ...asked)).items.map(({ journeyId }) => journeyId);

describe('what operators look for', () => {
  it('journeys of all accounts, the newest first, by account and state', async () => {
    expect(await found({})).toStrictEqual(['j4', 'j3', 'j2', 'j1']);
    expect(await found({ accountId: 'acc' })).toStrictEqual(['j2', 'j1']);
    expect(await found({ journeyId: 'j3' })).toStrictEqual(['j3']);
    expect(await found({ state: 'failed' })).toStrictEqual(['j1']);
    expect(await found({ kind: 'validity-change' })).toStrictEqual([]);
  });

  it('stuck ones, by the log and by the word of their workflows; late ones', async () => {
    expect(await found({ state: 'stuck' })).toStrictEqual(['j3']); // begun years ago, and open
    expect(await found({ state: 'stuck', alsoStuck: ['j2'] })).toStrictEqual(['j3', 'j2']);
    expect(await found({ state: 'late' })).toStrictEqual(['j4']);
  });

  it('pages go on where the last one ended', async () => {
    const first = await findJourneys(db, {}, { limit: 3 });
    expect(first.items).toHaveLength(3);
    expect(await found({}, { cursor: first.next! })).toStrictEqual(['j1']);
  });

  it('how many stand how', async () => {
    expect(await countJourneys(db)).toStrictEqual({
      ...{ open: 1, stuck: 1, late: 1, failed: 1, abandoned: 0 },
      succeeded: JOURNEYS.length - 2,
    });
  });

  it('anything by its id, and cards by their last four digits', async () => {
    const kinds = async (text: string) => (await findThings(db, text)).map(({ kind, id }) => `${kind} ${id}`);
    expect(await kinds('acc')).toStrictEqual(['account acc']);
    expect(await kinds('j2')).toStrictEqual(['journey j2', 'hold j2/hold']);
    const { items } = await findJourneys(db, { journeyId: 'j2' });
    const byLast4 = await findThings(db, items[0]!.last4!);
    expect(byLast4.filter(({ kind }) => kind === 'card').length).toBeGreaterThan(0);
    expect(await kinds('nothing-like-it')).toStrictEqual([]);
  });

  it('a run by its month, and accounts by the digest of their address', async () => {
    const at = '2024-06-02T19:00:00.000Z';
    const data = { period: '2024-05', partitions: 1, pageSize: 250, zone: 'UTC', dueAt: at, by: 'schedule' };
    const run = { stream: 'deductionRun-2024-05', fact: { type: 'DeductionRunStarted', at, data } } as const;
    await applyBatch(liveTarget(pool), asLog([run, ...accountStory('acc_mail', chance(5))], 1_000));
    expect(await findThings(db, '2024-05')).toMatchObject([{ kind: 'run', id: '2024-05', state: 'running' }]);
    expect(await accountsOfEmail(db, 'mail of acc_mail')).toMatchObject([{ kind: 'account', id: 'acc_mail' }]);
    expect(await accountsOfEmail(db, 'mail of nobody')).toStrictEqual([]);
  });

  it('how far each read model is', async () => {
    const progress = await progressOf(pool);
    expect(progress.map(({ model }) => model)).toContain('holds');
    expect(new Set(progress.map(({ position }) => position)).size).toBe(1);
  });
});
