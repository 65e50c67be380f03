import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { amount, instant, table } from '../output';

type Run = components['schemas']['RunDto'];

/** `onfile runs show MONTH`: one run: its bills by how they stand, amounts, speed, time left, failures by cause (X8). */
export function addRunView(runs: Command, context: Context): void {
  runs
    .command('show')
    .argument('<period>', 'the month of the run')
    .description('one run: its bills by how they stand, amounts, speed, time left, failures by cause')
    .action(async (period: string, _options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const params = { path: { period } };
      const run = await answered(call.client.GET('/v1/operations/deduction-runs/{period}', { params }));
      if (run.status === 'missed' || run.failed.length > 0) call.notWell();
      const pace = paceOf(run);
      call.show({ ...run, ...pace }, () => told(run, pace));
    });
}

function told(run: Run, { billsPerSecond, secondsLeft }: Pace): string {
  const { period, status, startedAt, startedBy, finishedAt, partitions, partitionsDone, pages, bills, failed } = run;
  const head = [
    `run of ${period}: ${status}`,
    startedAt ? `begun ${instant(startedAt)} by ${startedBy}` : 'not begun',
    ...(finishedAt ? [`ended ${instant(finishedAt)}`] : []),
    `${partitionsDone} of ${partitions} parts done, ${pages} pages`,
    ...(billsPerSecond === undefined ? [] : [`${billsPerSecond} bills a second`]),
    ...(secondsLeft === undefined ? [] : [`${durationOf(secondsLeft)} left`]),
  ];
  const rows = bills.map(({ status: how, currency, bills: many, minor }) => [how, many, amount({ currency, minor })]);
  return [
    head.join(', '),
    '',
    bills.length === 0 ? 'No bills yet.' : table(['bills', 'count', 'amount'], rows),
    ...(failed.length === 0 ? [] : ['', table(['could not be billed because', 'accounts'], byCause(failed))]),
    ...(failed.length === 0 ? [] : [`Again: onfile runs again ${period} --why "…"`]),
  ].join('\n');
}

/** How fast a run is or was, and how long yet. */
interface Pace {
  /** Bills that were made in the time from the start to the end, or to now. */
  readonly billsPerSecond?: number;
  /** Only while it is under way, and as soon as a part is done to reckon from. */
  readonly secondsLeft?: number;
}

function paceOf({ status, startedAt, finishedAt, bills, partitions, partitionsDone }: Run): Pace {
  const seconds = startedAt ? (Date.parse(finishedAt ?? new Date().toISOString()) - Date.parse(startedAt)) / 1_000 : 0;
  if (seconds <= 0) return {};
  const made = bills.reduce((sum, it) => sum + it.bills, 0);
  const isReckoned = status === 'running' && partitionsDone > 0;
  return {
    billsPerSecond: Math.round((10 * made) / seconds) / 10,
    ...(isReckoned && { secondsLeft: Math.ceil((seconds * (partitions - partitionsDone)) / partitionsDone) }),
  };
}

/** As people say it: seconds up to two minutes, then minutes. */
const durationOf = (seconds: number): string =>
  seconds < 120 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;

function byCause(failed: Run['failed']): [string, number][] {
  const causes = new Map<string, number>();
  for (const { cause } of failed) causes.set(cause, (causes.get(cause) ?? 0) + 1);
  return [...causes].sort(([, one], [, other]) => other - one);
}
