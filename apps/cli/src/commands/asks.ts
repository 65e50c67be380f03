import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { instant, table } from '../output';
import { keyOf } from './bulk';

type Answered = components['schemas']['AnsweredAskDto'];

/** `onfile asks`, `onfile approve ASK…`, `onfile turn-down ASK…`: acts that a second person has to say yes to. */
export function addAsks(program: Command, context: Context): void {
  program
    .command('asks')
    .description('what waits for the yes of a second person')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const { entries } = await answered(call.client.GET('/v1/operations/asks'));
      call.show(entries, () =>
        entries.length === 0
          ? 'Nothing is asked for.'
          : table(
              ['ask', 'act', 'on', 'by', 'why', 'more', 'until'],
              entries.map((it) => [
                ...[it.name, it.act, it.on, it.by, it.why],
                ...[Object.values(it.details).join(', ') || undefined, instant(it.lapsesAt)],
              ]),
            ),
      );
    });

  for (const [name, path, may, what] of [
    ['approve', 'approvals', 'approve', 'say yes to what another operator asked for; it is done at once'],
    ['turn-down', 'refusals', 'write', 'say no to what was asked for, or take it back'],
  ] as const) {
    program
      .command(name)
      .argument('<asks...>', 'names, as `onfile asks` lists them')
      .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
      .description(what)
      .action(async (asks: string[], { why: reason }: { why: string }, command: Command) => {
        const call = await callOf(context, command, may);
        const told: Answered[] = [];
        try {
          for (const ask of asks) {
            // The same key each time: a yes that was noted and not carried out is carried out by the same command.
            const key = keyOf({ batch: ask, name }, reason);
            const params = { path: { ask }, header: { 'Idempotency-Key': key } };
            told.push(
              await answered(call.client.POST(`/v1/operations/asks/{ask}/${path}`, { params, body: { reason } })),
            );
          }
        } finally {
          // What was done before one of them was turned down is told, too.
          if (told.length > 0) call.show(told, () => told.map(lineOf).join('\n'));
        }
      });
  }
}

const lineOf = ({ ask, act, on, did, entry }: Answered): string =>
  `${ask} (${act} ${on}): ${did} (operator log ${entry.month}/${entry.no})`;
