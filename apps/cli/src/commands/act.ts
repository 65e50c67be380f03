import { answered, type components, type OnfileClient } from '@onfile/api-client';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { callOf, type Call, type Context } from '../context';
import { UsageError } from '../exit-codes';
import { actOnMany, type Bulk, type Done, type KeyedJourney, type SomeOutcome } from './bulk';
import { doings } from './explain';
import { chosenBy, expectNoChoice, type JourneyChoice, journeysQuery, withJourneyChoice } from './journey-choice';

interface ActOptions extends JourneyChoice {
  readonly why: string;
  readonly step?: string;
  readonly dryRun?: boolean;
  readonly batch?: string;
}

/** How one act is asked for. */
type Ask = (client: OnfileClient, journeyId: string, key: string, options: ActOptions) => Promise<Done>;

/** Nobody reads here how each of them looks afterwards. */
const Prefer = 'return=minimal';

/** An act without more words than its reason. */
const plain =
  (act: 'cancellations' | 'pauses' | 'resumptions' | 'retries' | 'terminations'): Ask =>
  (client, journeyId, key, { why: reason }) =>
    answered(
      client.POST(`/v1/operations/journeys/{journeyId}/${act}`, {
        params: { path: { journeyId }, header: { 'Idempotency-Key': key, Prefer } },
        body: { reason },
      }),
    );

const reset: Ask = (client, journeyId, key, { why: reason, step = '' }) =>
  answered(
    client.POST('/v1/operations/journeys/{journeyId}/resets', {
      params: { path: { journeyId }, header: { 'Idempotency-Key': key, Prefer } },
      body: { reason, step },
    }),
  );

/** Acts that the api takes for many at once; an end without a word to it is asked for one by one. */
type ManyAct = components['schemas']['ManyActsDto']['act'];
const MANY: ReadonlySet<string> = new Set<ManyAct>(['cancel', 'pause', 'resume', 'retry', 'reset']);

const askForSome =
  (client: OnfileClient, name: string, { why: reason, step }: ActOptions) =>
  async (journeys: readonly KeyedJourney[]): Promise<readonly SomeOutcome[]> => {
    const act = name as ManyAct;
    const body = { act, reason, ...(step !== undefined && { step }), journeys: [...journeys] };
    return (await answered(client.POST('/v1/operations/journey-acts', { body }))).entries;
  };

const ACTS: readonly (readonly [name: string, what: string, ask: Ask])[] = [
  ['cancel', 'end journeys, and give their holds back', plain('cancellations')],
  ['pause', 'let journeys do nothing until they are resumed', plain('pauses')],
  ['resume', 'let paused journeys go on', plain('resumptions')],
  ['retry', 'try now what waits for another attempt', plain('retries')],
  ['reset', 'let journeys go back to a step', reset],
  ['terminate', 'ask: end workflows at once; others give back what they left', plain('terminations')],
];

/** `onfile cancel | pause | resume | retry | reset | terminate`: one journey, or all that are chosen. */
export function addActs(program: Command, context: Context): void {
  for (const [name, what, ask] of ACTS) {
    const command = program
      .command(name)
      .argument('[journeys...]', 'ids; without any, all journeys that the options choose')
      .description(what)
      .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
      .option('--dry-run', 'only say what would be done')
      .option('--batch <name>', 'name of an interrupted command, to go on with it: what was done is not done again');
    if (name === 'reset') command.requiredOption('--step <name>', 'the step, as `explain` names it');
    withJourneyChoice(command).action(async (ids: string[], options: ActOptions, self: Command) => {
      const call = await callOf(context, self, options.dryRun ? 'read' : 'write');
      const batch = options.batch ?? randomUUID();
      const bulk: Bulk = { name, batch, ...(await chosen(call, ids, options)) };
      if (options.dryRun) return preview(call, bulk, options);
      const failed = await actOnMany(call, bulk, {
        one: (journeyId, key) => ask(call.client, journeyId, key, options),
        ...(MANY.has(name) && { some: askForSome(call.client, name, options) }),
      });
      if (failed > 0) call.notWell();
    });
  }
}

/** The journeys that a command is about. @throws {UsageError} without any choice: nobody means all there are */
async function chosen(call: Call, ids: string[], options: ActOptions): Promise<Pick<Bulk, 'ids'>> {
  if (ids.length > 0) {
    expectNoChoice(options, 'ids');
    return { ids };
  }
  const query = journeysQuery(options);
  const { limit = Infinity, ...filter } = query;
  // Where a list goes on is no choice: everything behind it would be meant.
  if (Object.keys(filter).every((name) => name === 'cursor'))
    throw new UsageError('Which journeys? Give ids, or --state, --account, --last4.');
  const found: string[] = [];
  for (let cursor: string | undefined = query.cursor; found.length < limit;) {
    const wanted = { ...filter, limit: Math.min(100, limit - found.length), ...(cursor !== undefined && { cursor }) };
    const page = await answered(call.client.GET('/v1/operations/journeys', { params: { query: wanted } }));
    found.push(...page.entries.map(({ journeyId }) => journeyId));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  if (found.length === 0) call.output.err(`No journeys ${chosenBy(options)}.`);
  return { ids: found };
}

/** More are counted, and not named. */
const MOST_NAMED = 20;

/** What would be done, and to which; of a reset also what would come again in each that is named. */
async function preview(call: Call, { name, ids }: Bulk, { step }: ActOptions): Promise<void> {
  const named = ids.slice(0, MOST_NAMED);
  const again = await Promise.all(named.map((id) => (step === undefined ? [] : comesAgain(call, id, step))));
  const lines = [
    `Would ${name} ${ids.length} ${ids.length === 1 ? 'journey' : 'journeys'}:`,
    ...named.flatMap((id, n) => [id, ...(again[n] ?? [])]),
    ...(ids.length > MOST_NAMED ? [`… and ${ids.length - MOST_NAMED} more`] : []),
  ];
  call.show({ act: name, dryRun: true, journeys: ids }, () => lines.join('\n'));
}

/** What a reset to the step would bring again in one journey. */
async function comesAgain({ client }: Call, journeyId: string, step: string): Promise<string[]> {
  const { workflow } = await answered(
    client.GET('/v1/operations/journeys/{journeyId}', { params: { path: { journeyId } } }),
  );
  if (!workflow) return ['  it has no workflow that could be asked now'];
  const steps = workflow.steps.filter((it) => it.step === step);
  if (steps.length === 0) return [`  it never took a step ${step}, and is left as it is`];
  return doings({ ...workflow, activities: [], timers: [], steps });
}
