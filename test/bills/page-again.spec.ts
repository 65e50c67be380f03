import { billIdentity } from '@onfile/domain';
import { LogUnavailable } from '@onfile/event-log';
import { billBench, PERIOD, type BillBench } from './bench/bill-bench';
import { running } from './bench/running';

const ACCOUNTS = 40;

/** A month of charges over a log that is away after so many appends. */
function month(): { bench: BillBench; appends: { left: number } } {
  const appends = { left: Infinity };
  const bench = billBench({
    moment: async (what) => {
      if (what !== 'append') return;
      appends.left -= 1;
      if (appends.left < 0) throw new LogUnavailable(new Error('away'));
    },
  });
  for (let n = 0; n < ACCOUNTS; n += 1) {
    const accountId = `acc_${String(n).padStart(3, '0')}`;
    bench.account(accountId);
    bench.card(`${accountId}_a`, undefined, { accountId });
    bench.charge(100 + n, { accountId });
  }
  return { bench, appends };
}

/** Where the read models are up to date: whoever has been billed is not listed any more. */
function upToDate(bench: BillBench, attempt: number) {
  const billed = (): string[] =>
    bench.log.streams('bill').map((name) => billIdentity(name.slice('bill-'.length))!.accountId);
  const within = (after?: string, through?: string) => (id: string) =>
    (after === undefined || id > after) && (through === undefined || id <= through);
  const base = running(bench);
  return running(bench, {
    attempt: () => attempt,
    finder: {
      ...base.finder,
      accountsToBill: async (page) =>
        (await base.finder.accountsToBill({ ...page, limit: ACCOUNTS }))
          .filter((id) => !billed().includes(id))
          .slice(0, page.limit),
      billedAccounts: async ({ after, through }) => billed().filter(within(after, through)).sort(),
    },
  });
}

describe('a page that is done again after a death', () => {
  const PAGE = { period: PERIOD, partition: 0, partitions: 1, pageSize: 30 };

  it('X8 tells what became of all its accounts, also of those that were billed before', async () => {
    const { bench, appends } = month();
    const first = upToDate(bench, 1).activities;
    await first.startRun({ period: PERIOD, by: 'spec' });
    appends.left = 20; // in the middle of its bills
    await expect(first.billPage(PAGE)).rejects.toBeInstanceOf(LogUnavailable);
    appends.left = Infinity;
    const before = bench.log.streams('bill').length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(ACCOUNTS);
    const again = upToDate(bench, 2).activities;
    const { through, isLast } = await again.billPage(PAGE);
    if (!isLast) await upToDate(bench, 1).activities.billPage({ ...PAGE, after: through });
    const run = bench.log.facts(`deductionRun-${PERIOD}`).map(({ fact }) => fact);
    const pages = run.filter(({ type }) => type === 'DeductionPageIssued');
    const sum = (part: string): number =>
      pages.reduce((all, { data }) => all + ((data as { counts: Record<string, number> }).counts[part] ?? 0), 0);
    expect([sum('accounts'), sum('issued'), sum('paid')]).toStrictEqual([ACCOUNTS, ACCOUNTS, ACCOUNTS]);
    expect(bench.gateway.chargeLedger().filter(({ captured }) => captured > 0)).toHaveLength(ACCOUNTS);
  });
});
