import { answered, type components } from '@onfile/api-client';
import { addBacktests, type Backtest, type BillTotals, NO_BACKTEST } from '@onfile/domain/what-if';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { callOf, type Call, type Context } from '../context';
import { UsageError } from '../exit-codes';
import { table } from '../output';
import { type Plan, planOf, type PlanOptions, withPlan } from './plan-options';

type Page = components['schemas']['BacktestDto'];

/** `onfile backtest MONTH…`: another order, other retry days or rules over past bills (X7). */
export function addBacktest(program: Command, context: Context): void {
  withPlan(
    program
      .command('backtest')
      .argument('<months...>', 'months whose bills are run anew, such as 2024-04 2024-05')
      .description('what another plan would have brought over past bills: money, tries, limits; nobody is charged'),
  ).action(async (months: string[], options: PlanOptions, command: Command) => {
    const plan = planOf(options);
    const wrong = months.find((month) => !/^\d{4}-(0[1-9]|1[0-2])$/.test(month));
    if (wrong !== undefined) throw new UsageError(`${wrong} is no month such as 2024-05`);
    if (Object.keys(plan).length === 0) throw new UsageError('What is to be otherwise? --order, --rounds, --policy …');
    const call = await callOf(context, command, 'read');
    const found = await all(call, months, plan);
    call.show({ months, plan, ...found }, () => told(months, found));
  });
}

/** Page after page, month after month; the sums are all that is kept. */
async function all({ client, output }: Call, months: readonly string[], plan: Plan): Promise<Backtest> {
  const bar = new SingleBar({ format: 'backtest: {value} bills', stream: process.stderr });
  if (output.isTerminal) bar.start(0, 0);
  let sum = NO_BACKTEST;
  try {
    for (const period of months) {
      for (let cursor: string | undefined; ;) {
        const body = { period, ...plan, ...(cursor !== undefined && { cursor }) };
        const page: Page = await answered(client.POST('/v1/operations/backtests', { body }));
        sum = addBacktests(sum, page);
        if (output.isTerminal) bar.update(sum.recorded.bills);
        if (page.next === undefined) break;
        cursor = page.next;
      }
    }
  } finally {
    if (output.isTerminal) bar.stop();
  }
  return sum;
}

const HOUR_MS = 3_600_000;

function told(months: readonly string[], { recorded, baseline, least, most, faithful, skipped }: Backtest): string {
  if (recorded.bills === 0) return `No bills of ${months.join(', ')}.`;
  const row = (name: string, of: (totals: BillTotals) => string | number) => [
    ...[name, of(recorded), of(baseline), of(least), of(most)],
  ];
  const rows = [
    row('bills', ({ bills }) => bills),
    row('paid', ({ paid }) => paid),
    ...Object.keys(recorded.due).map((currency) =>
      row(`recovered, of ${currency} ${recorded.due[currency]}`, ({ recovered }) => recovered[currency] ?? 0),
    ),
    row('hours to the money', ({ waitedMs, paid }) => (paid === 0 ? '–' : (waitedMs / paid / HOUR_MS).toFixed(1))),
    row('tries', ({ tries }) => tries),
    row('limits hit', ({ limitsHit }) => limitsHit),
    row('blocked on us', ({ blocked }) => blocked),
    row('restricted', ({ restricted }) => restricted),
    row('suspended', ({ suspended }) => suspended),
    row('answers assumed', ({ assumed }) => assumed),
  ];
  return [
    table(['', 'recorded', 'rules of now', 'plan, at least', 'plan, at most'], rows),
    '',
    `The rules of now let ${faithful} of ${recorded.bills} bills go exactly as they went.`,
    ...(skipped > 0 ? [`${skipped} were left out: they were never issued.`] : []),
  ].join('\n');
}
