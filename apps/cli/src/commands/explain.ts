import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Call, type Context } from '../context';
import { amount, instant, table } from '../output';
import { wholeNumber } from './whole-number';

type Explained = components['schemas']['ExplainedJourneyDto'];
type Workflow = NonNullable<Explained['workflow']>;

/** `onfile explain ID`: what happened, why, and what now. */
export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .argument('<id>', 'of a journey, of a change of validity, or of an account')
    .description('what happened; of a journey also what its workflow is doing, and the steps it can be reset to')
    .option('--limit <n>', 'of an account: how many of its newest facts, up to 100', '50')
    .action(async (id: string, { limit }: { limit: string }, command: Command) => {
      const most = wholeNumber('--limit', limit);
      const call = await callOf(context, command, 'read');
      if (id.startsWith('acc_')) return explainAccount(call, id, most);
      const journeyId = id;
      const params = { path: { journeyId } };
      const told = await answered(call.client.GET('/v1/operations/journeys/{journeyId}', { params }));
      call.show(told, () => explained(told));
    });
}

async function explainAccount(call: Call, accountId: string, limit: number): Promise<void> {
  const params = { path: { accountId }, query: { limit } };
  const told = await answered(call.client.GET('/v1/operations/accounts/{accountId}/timeline', { params }));
  const { entries, facts } = told;
  const older = facts > entries.length ? [`… and ${facts - entries.length} before them.`] : [];
  call.show(told, () => [`account ${accountId}, the newest first:`, '', factTable(entries), ...older].join('\n'));
}

/** Facts as they lie in the log, and whose doing each was. */
const factTable = (facts: Explained['facts']): string =>
  table(
    ['at', 'fact', 'by', 'rev', 'position', ''],
    facts.map((it) => [
      ...[instant(it.at), it.type, it.by, it.revision, it.position],
      [it.key, it.networkCode && `bank code ${it.networkCode}`].filter(Boolean).join(', '),
    ]),
  );

function explained(told: Explained): string {
  const { journeyId, accountId, state, step, hold, result } = told;
  const head = [
    `journey ${journeyId} of account ${accountId}: ${state}${step ? `, at ${step}` : ''}${result ? `, ${result}` : ''}`,
    ...(hold ? [`hold: ${hold.status}, ${amount(hold.amount)}`] : []),
  ];
  return [...head, '', factTable(told.facts), '', ...ledgerLines(told), ...workflowLines(told)].join('\n');
}

/** X2: each movement of the money, and what the bank holds after it. */
function ledgerLines({ ledger }: Explained): string[] {
  if (ledger.length === 0) return [];
  const rows = ledger.map(({ at, what, key, amount: moved, held }) => [
    ...[instant(at), what, key, moved && amount(moved), held === 'unknown' ? 'nobody knows' : amount(held)],
  ]);
  return [table(['at', 'ledger of the hold', 'key', 'amount', 'held then'], rows), ''];
}

function workflowLines({ workflow, workflowAway }: Explained): string[] {
  if (workflowAway) return ['The workflow can not be asked at the moment.'];
  if (!workflow) return ['It has no workflow (any more).'];
  return [`workflow ${workflow.workflowId}: ${workflow.status}, ${workflow.events} events`, ...doings(workflow)];
}

/** What a workflow is doing now, and where it can go back to. */
export function doings({ taskFailure, activities, timers, steps }: Workflow): string[] {
  return [
    ...(taskFailure ? [`  its own code fails (attempt ${taskFailure.attempt}): ${taskFailure.why}`] : []),
    ...activities.map(
      ({ type, state, attempt, nextAttemptAt, lastFailure }) =>
        `  ${type}: ${state}, attempt ${attempt}${nextAttemptAt ? `, next at ${instant(nextAttemptAt)}` : ''}${
          lastFailure ? `; last failure ${lastFailure}` : ''
        }`,
    ),
    ...timers.map(({ firesAt }) => `  waits at most until ${instant(firesAt)}`),
    ...steps.map(({ step, at, reapplied, again }) => {
      const messages = reapplied.length > 0 ? `; comes again: ${reapplied.join(', ')}` : '';
      const calls = again.length > 0 ? `; done again under the same keys: ${again.join(', ')}` : '';
      return `  step ${step} began ${instant(at)}${messages}${calls}`;
    }),
  ];
}
