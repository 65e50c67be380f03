import { answered } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { table } from '../output';

/** `onfile health`: what is wrong now, with the command that helps. Exits with 1 where something is. */
export function addHealth(program: Command, context: Context): void {
  program
    .command('health')
    .description('what is wrong now, in words, with the command that helps')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const health = await answered(call.client.GET('/v1/operations/health'));
      if (!health.ok) call.notWell();
      call.show(health, () =>
        health.ok
          ? 'All is well.'
          : table(
              ['what', 'in words', 'helps'],
              health.findings.map(({ what, words, command: helps }) => [what, words, helps]),
            ),
      );
    });
}
