import { answered } from '@onfile/api-client';
import type { Command } from 'commander';
import { callOf, type Context } from '../context';
import { instant, table } from '../output';
import { chosenBy, type JourneyChoice, journeysQuery, withJourneyChoice } from './journey-choice';

/** `onfile find`: anything by an id; journeys by how they stand. `onfile counts`. */
export function addFind(program: Command, context: Context): void {
  withJourneyChoice(
    program
      .command('find')
      .argument('[id]', 'an id of an account, journey, card, hold or bill, or the last four digits of a card')
      .description('find anything by its id, or journeys by how they stand'),
  ).action(async (id: string | undefined, choice: JourneyChoice, command: Command) => {
    const call = await callOf(context, command, 'read');
    if (id !== undefined) {
      const { entries } = await answered(call.client.GET('/v1/operations/search', { params: { query: { q: id } } }));
      if (entries.length === 0) call.notWell();
      call.show(entries, () =>
        entries.length === 0
          ? `Nothing is named ${id}.`
          : table(
              ['what', 'id', 'account', 'state', ''],
              entries.map((it) => [it.kind, it.id, it.accountId, it.state, it.what]),
            ),
      );
      return;
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
          )}${page.next === undefined ? '' : `\nMore: --cursor ${page.next}`}`,
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
