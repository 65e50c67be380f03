import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { amount, instant, table } from '../output';

type Forecast = components['schemas']['ForecastDto'];

/** `onfile bills forecast ACCOUNT`: what the coming third would bring (X3); `onfile bills overdue`: who owes (D14). */
export function addBillsAhead(bills: Command, context: Context): void {
  bills
    .command('forecast')
    .argument('<account>', 'id of an account')
    .description('what the coming third of an account would bring, and the card that would be charged first')
    .action(async (accountId: string, _options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const params = { path: { accountId } };
      const told = await answered(call.client.GET('/v1/operations/accounts/{accountId}/bill-forecast', { params }));
      call.show(told, () => forecastIn(told));
    });

  bills
    .command('overdue')
    .description('accounts that owe, the longest first')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const { entries } = await answered(call.client.GET('/v1/operations/overdue-accounts'));
      call.show(entries, () =>
        entries.length === 0
          ? 'Nobody owes.'
          : table(
              ['account', 'since', 'bills', 'amount'],
              entries.map((it) => [it.accountId, instant(it.since), it.bills, amount(it)]),
            ),
      );
    });
}

function forecastIn({ accountId, period, dueAt, amount: due, lines, cards, firstCardId }: Forecast): string {
  if (due === undefined || lines.length === 0) return `account ${accountId}: nothing to bill for ${period} so far.`;
  const head = `account ${accountId}: ${amount(due)} for ${period} so far, due ${instant(dueAt)}`;
  const first = firstCardId === undefined ? 'no card can be charged' : `first card ${firstCardId}`;
  return [
    `${head}, ${first}.`,
    '',
    table(
      ['month', 'service', 'records', 'amount'],
      lines.map((line) => [line.month, line.service, line.records, amount(line.billed)]),
    ),
    '',
    table(
      ['card', 'brand', 'ends with', 'passed over because'],
      cards.map((card) => [card.cardId, card.brand, card.last4, card.passedOver]),
    ),
  ].join('\n');
}
