import { answered } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { instant, more, table } from '../output';
import { wholeNumber } from './whole-number';

const BROKEN = {
  changed: 'it is not what was written',
  number: 'an entry before it is missing, or one was put in',
  link: 'the entry before it is not the one it was written after',
} as const;

interface LogOptions {
  readonly on?: string;
  readonly by?: string;
  readonly limit: string;
  readonly cursor?: string;
}

/** `onfile log` and `onfile log verify`: what operators did, and whether that record is whole (S20). */
export function addLog(program: Command, context: Context): void {
  const log = program
    .command('log')
    .description('what operators did, the newest first')
    .option('--on <id>', 'to this workflow or stream, such as cardAddition/<journey>')
    .option('--by <operator>', 'by this operator')
    .option('--limit <n>', 'at most so many, up to 100', '50')
    .option('--cursor <cursor>', 'go on where an earlier list ended')
    .action(async ({ on, by, limit, cursor }: LogOptions, command: Command) => {
      const query = {
        limit: wholeNumber('--limit', limit),
        ...(on !== undefined && { on }),
        ...(by !== undefined && { by }),
        ...(cursor !== undefined && { cursor }),
      };
      const call = await callOf(context, command, 'read');
      const page = await answered(call.client.GET('/v1/operations/operator-log', { params: { query } }));
      const { entries } = page;
      call.show(page, () =>
        entries.length === 0
          ? 'Nothing was done.'
          : `${table(
              ['entry', 'at', 'by', 'act', 'on', 'why'],
              entries.map((it) => [`${it.month}/${it.no}`, instant(it.at), it.by, it.act, it.on, it.why]),
            )}${more(page.next)}`,
      );
    });

  log
    .command('verify')
    .description('is every entry as it was written? If not, which is the first that is not')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const found = await answered(call.client.GET('/v1/operations/operator-log/verification'));
      if (!found.whole) call.notWell();
      const { broken } = found;
      call.show(found, () =>
        broken
          ? `BROKEN at ${broken.month}/${broken.no}: ${BROKEN[broken.why]}.`
          : `Whole: ${found.entries} entries in ${found.months} months, each as it was written.`,
      );
    });
}
