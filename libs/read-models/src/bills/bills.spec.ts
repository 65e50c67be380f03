import { noCounts } from '@onfile/domain';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { asLog, type BillEnding, billingStory, clock, play } from '../../testing';
import { migrate } from '../pipeline/migrate';
import { liveTarget } from '../pipeline/target';
import { applyBatch } from '../pipeline/apply-batch';
import { openReadModels } from '../database';
import { cardCharges } from '../card-charges/projection';
import { chargeTotals } from '../card-charges/query';
import { deductionRunOf, deductionRunsOf } from '../deduction-runs/query';
import { unbilledCharges } from '../unbilled-charges/projection';
import { accountsToBill, unbilledOfAccount } from '../unbilled-charges/query';
import { bills } from './projection';
import { billedAccounts, billFigures, billPage, billsOf, idleBills, overdueAccounts, unfinishedBills } from './query';

const at = clock(() => 0.5);
const story = (accountId: string, ending: BillEnding) => billingStory(accountId, ending, at);

describe('bills', () => {
  it.each([
    ['paid', { status: 'paid', nextAt: null, paidByCardId: 'card_1', tries: 1 }],
    ['overdue', { status: 'overdue', nextAt: '2024-06-04T00:00:00.000Z', paidAt: null }],
    ['unknown', { status: 'being-checked', paidAt: null }],
  ] as const)('X8 a bill that ended %s', (ending, expected) =>
    expect(play(bills, asLog(story('acc', ending)))).toMatchObject([{ billId: 'acc-2024-05', ...expected }]),
  );

  it('D7 a bill that goes on after an unknown outcome shows it no more', () => {
    const told = story('acc', 'unknown');
    const key = 'acc-2024-05/1';
    const more = [
      {
        stream: 'bill-acc-2024-05',
        fact: { type: 'CardChargeDeclined', at: at(), data: { key, networkCode: '51' } } as const,
      },
    ];
    expect(play(bills, asLog([...told, ...more]))).toMatchObject([{ status: 'deducting' }]);
  });

  it('R30a what is recorded after the bill is unbilled again', () =>
    expect(play(unbilledCharges, asLog(story('acc', 'paid')))).toMatchObject([
      { accountId: 'acc', month: '2024-05', records: 1, minor: { USD: 70 } },
    ]));

  it('X2 every attempt has its place in the ledger', () =>
    expect(play(cardCharges, asLog(story('acc', 'overdue')))).toMatchObject([
      { chargeKey: 'acc-2024-05/1', status: 'declined', chargeId: 'charge_1', amountMinor: 1_500 },
    ]));
});

describe('queries of bills', () => {
  let postgres: TestPostgres;
  let db: ReturnType<typeof openReadModels>;
  beforeAll(async () => {
    postgres = await startPostgres();
    const { pool } = await postgres.freshDatabase();
    await migrate(liveTarget(pool));
    const told = [...story('a', 'paid'), ...story('b', 'overdue'), ...story('c', 'unknown'), ...story('d', 'overdue')];
    await applyBatch(liveTarget(pool), asLog(told));
    db = openReadModels(pool);
  });
  afterAll(() => postgres.stop());

  it('lists the bills of an account, and those that an operator looks for, in pages', async () => {
    expect((await billsOf(db, 'a')).items).toMatchObject([
      { billId: 'a-2024-05', status: 'paid', amount: { minor: 1_500 } },
    ]);
    const first = await billPage(db, { period: '2024-05', status: 'overdue' }, { limit: 1 });
    expect(first.items.map(({ billId }) => billId)).toStrictEqual(['d-2024-05']);
    const second = await billPage(db, { period: '2024-05', status: 'overdue' }, { limit: 1, cursor: first.next! });
    expect(second.items.map(({ billId }) => billId)).toStrictEqual(['b-2024-05']);
    expect(second.next).toBeUndefined();
  });

  it('X8 counts the bills of a month by how they stand', async () => {
    expect(await billFigures(db, '2024-05')).toStrictEqual([
      { status: 'being-checked', currency: 'USD', bills: 1, minor: 1_500 },
      { status: 'overdue', currency: 'USD', bills: 2, minor: 3_000 },
      { status: 'paid', currency: 'USD', bills: 1, minor: 1_500 },
    ]);
    expect(await billFigures(db, 'no month')).toStrictEqual([]);
  });

  it('D14 tells which accounts owe', async () =>
    expect((await overdueAccounts(db)).map(({ accountId, minor }) => [accountId, minor])).toStrictEqual([
      ['b', 1_500],
      ['d', 1_500],
    ]));

  it('R30a finds what is left to do: by page, partition and time', async () => {
    expect(await unfinishedBills(db, '2024-05', { limit: 10 })).toStrictEqual(['c-2024-05']);
    expect(await idleBills(db, '2024-06-05T00:00:00.000Z', { limit: 10 })).toHaveLength(3);
    expect(await idleBills(db, '2024-06-05T00:00:00.000Z', { limit: 10, after: 'c-2024-05' })).toStrictEqual([
      'd-2024-05',
    ]);
    const page = { period: '2024-05', partition: 0, partitions: 1 };
    expect(await accountsToBill(db, { ...page, limit: 3 })).toStrictEqual(['a', 'b', 'c']);
    expect(await accountsToBill(db, { ...page, limit: 3, after: 'c' })).toStrictEqual(['d']);
    expect(await accountsToBill(db, { ...page, period: '2024-04', limit: 3 })).toStrictEqual([]);
    const parts = [0, 1, 2].map((partition) => accountsToBill(db, { ...page, partition, partitions: 3, limit: 9 }));
    expect((await Promise.all(parts)).flat().sort()).toStrictEqual(['a', 'b', 'c', 'd']);
    expect(await billedAccounts(db, page)).toStrictEqual(['a', 'b', 'c', 'd']);
    expect(await billedAccounts(db, { ...page, after: 'a', through: 'c' })).toStrictEqual(['b', 'c']);
    expect(await billedAccounts(db, { ...page, period: '2024-04' })).toStrictEqual([]);
  });

  it('shows what an account has spent that no bill has', async () =>
    expect(await unbilledOfAccount(db, 'a')).toStrictEqual([{ month: '2024-05', records: 1, minor: { USD: 70 } }]));

  it('X2 X8 sums up charges and runs', async () => {
    const totals = await chargeTotals(db, '2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z');
    expect(totals.map(({ status, charges }) => [status, charges])).toStrictEqual([
      ['captured', 1],
      ['declined', 2],
      ['unknown', 1],
    ]);
    expect(await deductionRunOf(db, 'a')).toMatchObject({ status: 'finished', pages: 1, partitionsDone: 1 });
    expect(await deductionRunOf(db, 'nobody')).toBeUndefined();
  });

  it('X8 an account that failed and has its bill since counts where its bill stands, and is no failure any more', async () => {
    const { pool } = await postgres.freshDatabase();
    await migrate(liveTarget(pool));
    const failed = ['a', 'b', 'z'].map((accountId) => ({ accountId, cause: 'NoRate' }));
    const counts = { ...noCounts, accounts: 4, issued: 1, paid: 1, failed: 3 };
    const start = { period: '2024-05', partitions: 1, pageSize: 250, zone: 'UTC', dueAt: at(), by: 'schedule' };
    const page = { partition: 0, through: 'z', isLast: true, counts, failed };
    const run = [
      { type: 'DeductionRunStarted', at: at(), data: start } as const,
      { type: 'DeductionPageIssued', at: at(), data: page } as const,
    ].map((fact) => ({ stream: 'deductionRun-2024-05', fact }));
    await applyBatch(liveTarget(pool), asLog([...run, ...story('a', 'paid'), ...story('b', 'overdue')]));
    const view = { counts: { ...counts, issued: 3, paid: 2, waiting: 1, failed: 1 }, failed: [failed[2]] };
    expect(await deductionRunOf(openReadModels(pool), '2024-05')).toMatchObject(view);
    const [one] = (await deductionRunsOf(openReadModels(pool))).filter(({ period }) => period === '2024-05');
    expect(one).toMatchObject(view);
  });
});
