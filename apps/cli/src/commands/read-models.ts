import { answered } from '@onfile/api-client';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { callOf, type Context } from '../context';
import { UsageError } from '../exit-codes';
import { instant, table } from '../output';
import { addRebuilds } from './rebuilds';

/** `onfile read-models`, and what is done about them: how far they are, what was put aside (X15, Q13). */
export function addReadModels(program: Command, context: Context): void {
  const models = program
    .command('read-models')
    .description('how far the read models are, and which events were put aside')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const look = await answered(call.client.GET('/v1/operations/read-models'));
      const aside = look.putAside.map((it) => [
        ...[it.stream, it.revision, it.type, it.cause, it.models.join(' '), it.heldBack, instant(it.putAsideAt)],
      ]);
      if (aside.length > 0) call.notWell();
      const rows = look.models.map((it) => [it.model, it.position, it.behind ? `behind by ${it.lag}` : 'up to date']);
      call.show(look, () =>
        [
          table(['read model', `position (log: ${look.end})`, ''], rows),
          aside.length === 0
            ? '\nNothing was put aside.'
            : `\n${table(['put aside', 'rev', 'event', 'cause', 'read models', 'waiting', 'since'], aside)}`,
        ].join('\n'),
      );
    });

  addRebuilds(models, context);

  models
    .command('retry')
    .argument('<stream>', 'a stream that waits behind an event')
    .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
    .description('take in what was put aside, and what waits behind it')
    .action(async (stream: string, { why: reason }: { why: string }, command: Command) => {
      const call = await callOf(context, command, 'write');
      const params = { header: { 'Idempotency-Key': randomUUID() } };
      const retried = await answered(
        call.client.POST('/v1/operations/read-models/put-aside/retries', { params, body: { stream, reason } }),
      );
      if (retried.putAsideAgain.length > 0) call.notWell();
      call.show(retried, () => toldOf(retried));
    });

  models
    .command('skip')
    .argument('<stream>', 'the stream of the event')
    .argument('<revision>', 'the event to let go of')
    .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
    .description('ask: let go of an event that can never be read; rebuilds let go of it as well')
    .action(async (stream: string, revision: string, { why: reason }: { why: string }, command: Command) => {
      if (!/^\d{1,9}$/.test(revision)) throw new UsageError(`a revision is a number, not ${revision}`);
      const call = await callOf(context, command, 'write');
      const params = { header: { 'Idempotency-Key': randomUUID() } };
      const body = { stream, revision: Number(revision), reason };
      const asked = await answered(call.client.POST('/v1/operations/read-models/put-aside/skips', { params, body }));
      call.show(asked, () => asked.did);
    });
}

function toldOf(retried: { stream: string; caughtUp: string[]; putAsideAgain: string[] }): string {
  const { stream, caughtUp, putAsideAgain } = retried;
  const again = putAsideAgain.length > 0 ? ` Put aside again: ${putAsideAgain.join(', ')}.` : '';
  return `${stream}: caught up ${caughtUp.join(', ') || 'nothing'}.${again}`;
}
