import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { amount, instant, table } from '../output';

type Explained = components['schemas']['ExplainedJourneyDto'];
type Workflow = NonNullable<Explained['workflow']>;

/** `onfile explain JOURNEY`: what happened, why, and what now. */
export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .argument('<journey>', 'id of a journey, or of a change of validity')
    .description('what happened in a journey, what its workflow is doing, and the steps it can be reset to')
    .action(async (journeyId: string, _options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const params = { path: { journeyId } };
      const told = await answered(call.client.GET('/v1/operations/journeys/{journeyId}', { params }));
      call.show(told, () => explained(told));
    });
}

function explained(told: Explained): string {
  const { journeyId, accountId, state, step, hold, result } = told;
  const head = [
    `journey ${journeyId} of account ${accountId}: ${state}${step ? `, at ${step}` : ''}${result ? `, ${result}` : ''}`,
    ...(hold ? [`hold: ${hold.status}, ${amount(hold.amount)}`] : []),
  ];
  const facts = table(
    ['at', 'fact', 'by', 'rev', 'position', ''],
    told.facts.map((it) => [
      ...[instant(it.at), it.type, it.by, it.revision, it.position],
      [it.key, it.networkCode && `bank code ${it.networkCode}`].filter(Boolean).join(', '),
    ]),
  );
  return [...head, '', facts, '', ...ledgerLines(told), ...workflowLines(told)].join('\n');
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
