import { proxyActivities } from '@temporalio/workflow';
import type { DeductionRunActivities } from './activities';

const { awaitCut, dryRunPage } = proxyActivities<DeductionRunActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds',
});

const PAGE = 250;

/** What a run would do: totals by currency in minor units. `cannotPay`: bills for which no card could be tried. */
export interface DryRun {
  readonly accounts: number;
  readonly bills: number;
  readonly cannotPay: number;
  readonly totals: Readonly<Record<string, number>>;
  /** Accounts that a run could not bill today, by the currency whose rate is missing. */
  readonly withoutRate: Readonly<Record<string, number>>;
}

/** X3: the run of a month with nothing written and nobody charged. Workflow id `deductionDryRun/<period>/<n>`. */
export async function deductionDryRun({ period }: { period: string }): Promise<DryRun> {
  await awaitCut();
  let sum: DryRun = { accounts: 0, bills: 0, cannotPay: 0, totals: {}, withoutRate: {} };
  for (let after: string | undefined, isLast = false; !isLast;) {
    const page = await dryRunPage({ period, partition: 0, partitions: 1, pageSize: PAGE, after });
    ({ through: after, isLast } = page);
    sum = {
      accounts: sum.accounts + page.accounts,
      bills: sum.bills + page.bills,
      cannotPay: sum.cannotPay + page.cannotPay,
      totals: added(sum.totals, page.totals),
      withoutRate: added(sum.withoutRate, page.withoutRate),
    };
  }
  return sum;
}

/** Pages of workers before this build tell no `withoutRate`: they failed as a whole where a rate was missing. */
function added(
  sums: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const all: Record<string, number> = { ...sums };
  for (const [currency, count] of Object.entries(more)) all[currency] = (all[currency] ?? 0) + count;
  return all;
}
