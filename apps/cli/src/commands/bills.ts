import { answered, type operations } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { addBillActs } from './bill-acts';
import { amount, instant, more, table } from '../output';
import { addBillsAhead } from './bills-ahead';
import { wholeNumber } from './whole-number';

interface BillOptions {
  readonly account?: string;
  readonly period?: string;
  readonly status?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** Words that the api knows better than the command: it turns down the others by name. */
type BillsQuery = NonNullable<operations['findBills']['parameters']['query']>;

/** `onfile bills` and `onfile why BILL`: bills by how they stand, and the decisions behind one (X1). */
export function addBills(program: Command, context: Context): void {
  const bills = program
    .command('bills')
    .description('bills, the newest first')
    .option('--account <id>', 'of this account')
    .option('--period <month>', 'of this month')
    .option('--status <status>', 'deducting, being-checked, overdue, blocked, paid, …')
    .option('--limit <n>', 'at most so many of them, up to 100')
    .option('--cursor <cursor>', 'go on where an earlier list ended')
    .action(async (options: BillOptions, command: Command) => {
      const query = queryOf(options);
      const call = await callOf(context, command, 'read');
      const page = await answered(call.client.GET('/v1/operations/bills', { params: { query } }));
      call.show(page, () =>
        page.entries.length === 0
          ? 'No such bills.'
          : `${table(
              ['bill', 'number', 'status', 'amount', 'issued', 'tries'],
              page.entries.map((it) => [
                it.billId,
                it.number,
                it.status,
                amount(it.amount),
                instant(it.issuedAt),
                it.tries,
              ]),
            )}${more(page.next)}`,
      );
    });

  addBillsAhead(bills, context);
  addBillActs(bills, context);

  program
    .command('why')
    .argument('<bill>', 'id of a bill')
    .description('each card that was tried or passed over for a bill, and why')
    .action(async (billId: string, _options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const params = { path: { billId } };
      const { entries } = await answered(call.client.GET('/v1/operations/bills/{billId}/trail', { params }));
      call.show(entries, () =>
        table(
          ['at', 'what', 'by', 'card', 'key', 'why', 'bank code'],
          entries.map((it) => [instant(it.at), it.what, it.by, it.cardId, it.key, it.why, it.networkCode]),
        ),
      );
    });
}

const queryOf = ({ account: accountId, period, status, limit, cursor }: BillOptions): BillsQuery => ({
  ...(accountId !== undefined && { accountId }),
  ...(period !== undefined && { period }),
  ...(status !== undefined && { status: status as NonNullable<BillsQuery['status']> }),
  ...(limit !== undefined && { limit: wholeNumber('--limit', limit) }),
  ...(cursor !== undefined && { cursor }),
});
