import { answered, type components } from '@onfile/api-client';
import type { Command } from 'commander';
import { type Call, callOf, type Context } from '../context';
import { UsageError } from '../exit-codes';
import { instant, more, table } from '../output';
import { chosenBy, expectNoChoice, type JourneyChoice, journeysQuery, withJourneyChoice } from './journey-choice';

interface FindChoice extends JourneyChoice {
  readonly email?: string;
  readonly mobile?: string;
}

type Things = components['schemas']['FoundThingsDto']['entries'];

/** `onfile find`: anything by an id; journeys by how they stand. `onfile counts`. */
export function addFind(program: Command, context: Context): void {
  withJourneyChoice(
    program
      .command('find')
      .argument(
        '[id]',
        'an id, the month of a run, the number of a bill, the last four digits or the fingerprint of a card',
      )
      .description('find anything by its id, or journeys by how they stand'),
  )
    .option('--email <address>', 'accounts of this address')
    .option('--mobile <number>', 'the account of this mobile number, such as +14155550100')
    .action(async (id: string | undefined, choice: FindChoice, command: Command) => {
      const { email, mobile: mobileNumber } = choice;
      const names = [id, email, mobileNumber].filter((word) => word !== undefined);
      if (names.length > 1) throw new UsageError('One of an id, --email and --mobile at a time.');
      if (names.length === 1) expectNoChoice(choice, 'an id or a person');
      const call = await callOf(context, command, 'read');
      if (email !== undefined || mobileNumber !== undefined) {
        const body = email === undefined ? { mobileNumber } : { email };
        const { entries } = await answered(call.client.POST('/v1/operations/person-searches', { body }));
        return showThings(call, entries, 'Nobody here has it.');
      }
      if (id !== undefined) {
        const { entries } = await answered(call.client.GET('/v1/operations/search', { params: { query: { q: id } } }));
        return showThings(call, entries, `Nothing is named ${id}.`);
      }
      const query = journeysQuery(choice);
      const page = await answered(call.client.GET('/v1/operations/journeys', { params: { query } }));
      call.show(page, () =>
        page.entries.length === 0
          ? `No journeys ${chosenBy(choice)}.`
          : `${table(
              ['journey', 'account', 'kind', 'state', 'card', 'hold', 'started', 'result'],
              page.entries.map((it) => [
                ...[it.journeyId, it.accountId, it.kind, it.state, it.last4, it.hold],
                ...[instant(it.startedAt), it.result],
              ]),
            )}${more(page.next)}`,
      );
    });

  program
    .command('counts')
    .description('how many journeys stand how')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const counts = await answered(call.client.GET('/v1/operations/journey-counts'));
      call.show(counts, () => table(['state', 'journeys'], Object.entries(counts)));
    });
}

function showThings(call: Call, entries: Things, none: string): void {
  if (entries.length === 0) call.notWell();
  call.show(entries, () =>
    entries.length === 0
      ? none
      : table(
          ['what', 'id', 'account', 'state', ''],
          entries.map((it) => [it.kind, it.id, it.accountId, it.state, it.what]),
        ),
  );
}
