import { answered, type components, OnfileProblem } from '@onfile/api-client';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { type Call, callOf, type Context } from '../context';
import { UsageError } from '../exit-codes';
import { instant, table } from '../output';
import { addRunView } from './run-view';

type Run = components['schemas']['RunsDto']['entries'][number];

const key = () => ({ 'Idempotency-Key': randomUUID() });

/** `onfile runs …`: the control room of deduction runs (X8). */
export function addRuns(program: Command, context: Context): void {
  const runs = program
    .command('runs')
    .description('deduction runs: list, start, pause, resume, bill the failed again')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const { entries } = await answered(call.client.GET('/v1/operations/deduction-runs'));
      call.show(entries, () => (entries.length === 0 ? 'No runs yet.' : table(HEAD, entries.map(rowOf))));
    });

  addRunView(runs, context);
  addStart(runs, context);
  addTurns(runs, context);
  addAgain(runs, context);
}

function addStart(runs: Command, context: Context): void {
  runs
    .command('start')
    .argument('<period>', 'the month, such as 2024-05')
    .option('--dry-run', 'only say what it would bill')
    .option('--why <reason>', 'why it is begun by hand; kept for ever in the operator log')
    .description('start the run of a month, or go on with it; also one that was missed')
    .action(async (period: string, { dryRun, why: reason }: { dryRun?: boolean; why?: string }, command: Command) => {
      const call = await callOf(context, command, 'write');
      const params = { header: key() };
      if (dryRun) {
        const told = await answered(
          call.client.POST('/v1/operations/deduction-dry-runs', { params, body: { period } }),
        );
        return call.show(told, () =>
          table(
            ['what', 'count'],
            Object.entries(told).map(([k, v]) => [k, text(v)]),
          ),
        );
      }
      if (reason === undefined) throw new UsageError('Why is it begun by hand? Give --why.');
      const body = { period, reason };
      const told = await answered(call.client.POST('/v1/operations/deduction-runs', { params, body }));
      call.show(told, () => `The run of ${period} is under way: onfile runs`);
    });
}

function addTurns(runs: Command, context: Context): void {
  for (const [name, path] of [
    ['pause', 'pauses'],
    ['resume', 'resumptions'],
  ] as const) {
    runs
      .command(name)
      .argument('<period>', 'the month of the run')
      .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
      .description(`${name} the run of a month`)
      .action(async (period: string, { why: reason }: { why: string }, command: Command) => {
        const call = await callOf(context, command, 'write');
        const before = await runOf(call, period);
        const params = { path: { period }, header: key() };
        const told = await answered(
          call.client.POST(`/v1/operations/deduction-runs/{period}/${path}`, { params, body: { reason } }),
        );
        const isOver = before?.finishedAt != null || told.paused !== (name === 'pause');
        if (isOver) call.notWell();
        const did = `${name === 'pause' ? 'Paused' : 'Resumed'}: the run of ${period}`;
        const over = `The run of ${period} is over: nothing to ${name}.`;
        // One that has not begun can be paused, and then waits; it may also be that another month was meant.
        call.show(told, () =>
          isOver ? over : `${did}${before?.startedAt == null ? ', which has not begun yet' : ''}.`,
        );
      });
  }
}

/** A run as it stands; undefined where nobody has heard of it. @throws {OnfileProblem} */
async function runOf({ client }: Call, period: string): Promise<Omit<Run, 'failed'> | undefined> {
  const params = { path: { period } };
  try {
    return await answered(client.GET('/v1/operations/deduction-runs/{period}', { params }));
  } catch (error) {
    if (error instanceof OnfileProblem && error.code === 'not-found') return undefined;
    throw error;
  }
}

function addAgain(runs: Command, context: Context): void {
  runs
    .command('again')
    .argument('<period>', 'the month of the run')
    .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
    .option('--account <id>', 'only this one of them')
    .description('bill those again that failed for a fault of ours, or one of them')
    .action(async (period: string, { why: reason, account }: { why: string; account?: string }, command: Command) => {
      const call = await callOf(context, command, 'write');
      const params = { path: { period }, header: key() };
      const body = { reason, ...(account !== undefined && { accountId: account }) };
      const told = await answered(
        call.client.POST('/v1/operations/deduction-runs/{period}/failed-bills', { params, body }),
      );
      call.show(told, () =>
        told.bills === 0
          ? `None of ${period} failed for a fault of ours: nothing to do.`
          : `Asked again for ${account ?? `${told.bills} that failed`} of ${period}: onfile runs show ${period}`,
      );
    });
}

const HEAD = ['period', 'status', 'started', 'accounts', 'issued', 'paid', 'waiting', 'blocked', 'failed'];

const rowOf = ({ period, status, startedAt, counts: c }: Run) => [
  ...[period, status, instant(startedAt ?? undefined), c.accounts, c.issued, c.paid, c.waiting, c.blocked, c.failed],
];

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
