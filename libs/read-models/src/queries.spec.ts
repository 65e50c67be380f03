import type { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { asLog, clock, type Ending, journeyStory, type Told } from '../testing';
import {
  accountTimelineOf,
  applyBatch,
  historicalCardsForStaff,
  historicalCardsOf,
  holdProof,
  holdsOf,
  holdsToSweep,
  holdTotals,
  liveTarget,
  migrate,
  onboardingOf,
  openReadModels,
  paymentMethodsOf,
} from '.';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const at = clock(() => 0.5);
const journey = (id: string, ending: Ending, account = 'acc'): Told[] => journeyStory(account, id, ending, at);

async function filled(told: readonly Told[]): Promise<{ pool: Pool; db: ReturnType<typeof openReadModels> }> {
  const { pool } = await postgres.freshDatabase();
  await migrate(liveTarget(pool));
  await applyBatch(liveTarget(pool), asLog(told));
  return { pool, db: openReadModels(pool) };
}

describe('queries', () => {
  it('R32 lists attempts newest first, of the own account only, masked and without the bank’s code', async () => {
    const { db } = await filled([
      ...journey('j1', 'declined'),
      ...journey('x1', 'succeeded', 'other'),
      ...journey('j2', 'succeeded'),
    ]);
    const { items, next } = await historicalCardsOf(db, 'acc');
    expect(items.map(({ journeyId, state }) => [journeyId, state])).toStrictEqual([
      ['j2', 'succeeded'],
      ['j1', 'failed'],
    ]);
    expect(next).toBeUndefined();
    expect(JSON.stringify(items)).not.toMatch(/"51"|tok_|digest/);
    expect(items[1]).toMatchObject({ result: 'hold-declined', card: { brand: 'visa', expiry: '2030-12' } });
  });

  it('R33 gives staff the raw code of the bank', async () => {
    const { db } = await filled(journey('j1', 'declined'));
    expect((await historicalCardsForStaff(db, 'acc')).items[0]).toMatchObject({ networkCode: '51' });
  });

  it('R32 pages stay put while new attempts are made', async () => {
    const ids = ['j1', 'j2', 'j3', 'j4', 'j5'];
    const told = ids.flatMap((id) => journey(id, 'declined'));
    const { pool, db } = await filled(told);
    const first = await historicalCardsOf(db, 'acc', { limit: 2 });
    await applyBatch(liveTarget(pool), asLog(journey('j6', 'open'), told.length + 1));
    const second = await historicalCardsOf(db, 'acc', { limit: 2, cursor: first.next });
    const third = await historicalCardsOf(db, 'acc', { limit: 2, cursor: second.next });
    const seen = [first, second, third].flatMap((page) => page.items.map((it) => it.journeyId));
    expect(seen).toStrictEqual(['j5', 'j4', 'j3', 'j2', 'j1']);
    expect(third.next).toBeUndefined();
  });

  it('R35 shows the default first, then the others in order of adding, with the wallet’s version', async () => {
    const { db } = await filled(['j1', 'j2', 'j3'].flatMap((id) => journey(id, 'succeeded')));
    const { cards, revision } = await paymentMethodsOf(db, 'acc');
    expect(cards.map(({ cardId, isDefault, order }) => [cardId, isDefault, order])).toStrictEqual([
      ['card_j3', true, 1],
      ['card_j1', false, 2],
      ['card_j2', false, 3],
    ]);
    expect(revision).toBe(6);
    expect(await paymentMethodsOf(db, 'nobody')).toStrictEqual({ accountId: 'nobody', cards: [], revision: 0 });
  });

  it('knows the version of a wallet whatever its account is called', async () => {
    const { db } = await filled(journey('j1', 'succeeded', 'acc_7f_2'));
    expect((await paymentMethodsOf(db, 'acc_7f_2')).revision).toBe(2);
  });

  it('R2 R5 says what is missing and whether to prompt for a card', async () => {
    const { db } = await filled(journey('j1', 'open'));
    expect(await onboardingOf(db, 'acc')).toMatchObject({
      missing: ['mobile', 'information', 'card'],
      promptForCard: true,
      openJourney: { journeyId: 'j1' },
    });
    expect(await onboardingOf(db, 'nobody')).toBeUndefined();
    const later = await filled(journey('j1', 'succeeded'));
    expect(await onboardingOf(later.db, 'acc')).toMatchObject({ promptForCard: false, postpayment: 'granted' });
  });

  it('R4 R25 tells a customer what we released, when the bank shows it, and what is late', async () => {
    const { db } = await filled([...journey('j1', 'succeeded'), ...journey('j2', 'release-late')]);
    const [late, released] = (await holdsOf(db, 'acc')).items;
    expect(released).toMatchObject({ status: 'voided', bankShowsBy: '2024-05-09T12:00:00.000Z' });
    expect(released?.releasedByUsAt).toBeDefined();
    expect(late).toMatchObject({ status: 'release-late', late: { tryAgainAt: '2024-05-02T12:00:00.000Z' } });
    expect(late).not.toHaveProperty('bankShowsBy');
  });

  it('R25 gives the sweep old holds that have not ended, and no others', async () => {
    const { db } = await filled([
      ...journey('j1', 'succeeded'),
      ...journey('j2', 'release-late'),
      ...journey('j3', 'declined'),
      ...journey('j4', 'unknown-then-nothing'),
    ]);
    const found = await holdsToSweep(db, '2030-01-01T00:00:00.000Z', 10);
    expect(found.map(({ holdKey, accountId }) => [holdKey, accountId])).toStrictEqual([['j2/hold', 'acc']]);
    expect(await holdsToSweep(db, '2020-01-01T00:00:00.000Z', 10)).toStrictEqual([]);
  });

  it('X2 adds up the ledger of holds', async () => {
    const { db } = await filled([
      ...journey('j1', 'succeeded'),
      ...journey('j2', 'succeeded'),
      ...journey('j3', 'declined'),
    ]);
    expect(await holdTotals(db)).toStrictEqual([
      { currency: 'USD', status: 'declined', holds: 1, minor: 100 },
      { currency: 'USD', status: 'voided', holds: 2, minor: 200 },
    ]);
    expect(await holdTotals(db, '2000-01-01T00:00:00.000Z', '2000-01-02T00:00:00.000Z')).toStrictEqual([]);
  });

  it('X2 proves of a day that what was placed has gone back, or says what has not', async () => {
    const ever = ['2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'] as const;
    const { db: even } = await filled([...journey('j1', 'succeeded'), ...journey('j2', 'declined')]);
    expect(await holdProof(even, ...ever)).toStrictEqual([
      { currency: 'USD', placed: 1, back: 1, open: 0, unanswered: 0, isEven: true },
    ]);
    const { db: odd } = await filled([...journey('j1', 'succeeded'), ...journey('j2', 'release-late')]);
    expect(await holdProof(odd, ...ever)).toStrictEqual([
      { currency: 'USD', placed: 2, back: 1, open: 1, unanswered: 0, isEven: false },
    ]);
    expect(await holdProof(odd, ever[0], '2000-01-02T00:00:00.000Z')).toStrictEqual([]);
  });

  it('pages through the timeline of an account without a gap or a repeat', async () => {
    const told = ['j1', 'j2'].flatMap((id) => journey(id, 'succeeded'));
    const { db } = await filled(told);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const { items, next } = await accountTimelineOf(db, 'acc', { limit: 5, cursor });
      seen.push(...items.map(({ stream, revision }) => `${stream}@${revision}`));
      [cursor, more] = [next, next !== undefined];
    }
    const all = asLog(told).map(({ stream, revision }) => `${stream}@${revision}`);
    expect(seen).toStrictEqual(all.reverse());
  });
});
