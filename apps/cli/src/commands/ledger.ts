import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { amount, table } from '../output';

/**
 * `onfile ledger DAY`: what was held and charged on a day, and the proof that every hold which the bank placed has gone back
 * (X2). Exits with 1 while one has not, or while the bank has not said whether it holds.
 */
export function addLedger(program: Command, context: Context): void {
  program
    .command('ledger')
    .argument('<day>', 'in UTC, such as 2024-05-03')
    .description('the holds and charges asked for on a day, by how they stand, and whether every hold has gone back')
    .action(async (day: string, _options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const params = { query: { day } };
      const [holds, charges] = await Promise.all([
        answered(call.client.GET('/v1/operations/hold-totals', { params })),
        answered(call.client.GET('/v1/operations/charge-totals', { params })),
      ]);
      if (!holds.proof.every(({ isEven }) => isEven)) call.notWell();
      const entries = [
        ...holds.entries.map(({ holds: count, ...rest }) => ['hold', rest.status, count, amount(rest)] as const),
        ...charges.entries.map(({ charges: count, ...rest }) => ['charge', rest.status, count, amount(rest)] as const),
      ];
      call.show({ holds, charges }, () =>
        entries.length === 0
          ? `Nothing was asked of a card on ${day}.`
          : [table(['what', 'stands', 'count', 'sum'], entries), proofOf(holds.proof)].join('\n\n'),
      );
    });
}

type Proof = components['schemas']['HoldTotalsDto']['proof'][number];

const proofOf = (proof: readonly Proof[]): string =>
  proof.length === 0
    ? 'No hold was asked for.'
    : table(
        ['holds in', 'placed', 'gone back', 'not back', 'unanswered', 'proof'],
        proof.map((it) => [it.currency, it.placed, it.back, it.open, it.unanswered, it.isEven ? 'even' : 'NOT EVEN']),
      );
