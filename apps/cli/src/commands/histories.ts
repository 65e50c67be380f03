import { answered, type components } from '@onfile/api-client';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callOf, type Call, type Context } from '../context';
import { UsageError } from '../exit-codes';

/** One run of a workflow, as the api lists it. */
export type WorkflowRun = components['schemas']['WorkflowsDto']['entries'][number];

/** Which workflows, and in what form their histories are read. */
export interface HistoriesChoice {
  readonly query?: string;
  readonly open?: boolean;
  readonly decoded?: boolean;
  readonly why?: string;
}

interface HistoriesOptions extends HistoriesChoice {
  readonly out: string;
}

/** Workflows that an id of a journey, a change of validity, a bill, a card or a run may have. */
const KINDS = [
  ...['cardAddition', 'cardValidityChange', 'finishJourney', 'finishChange'],
  ...['billDeduction', 'cardRemoval', 'deductionRun'],
];
const PAGE = 200;
/** Histories under way at once. */
const AT_ONCE = 8;

/** `onfile histories`: writes histories of workflows into files, one a run, for the deploy gate and for replay (X14). */
export function addHistories(program: Command, context: Context): void {
  withHistoriesChoice(
    program
      .command('histories')
      .description('write histories of workflows into files, to be replayed: npm run deploy-gate -- <files>'),
  )
    .option('--out <folder>', 'where the files go', 'histories')
    .action(async (ids: string[], options: HistoriesOptions, command: Command) => {
      const { call, runs } = await chosenRuns(context, command, ids, options);
      const files = await written(call, runs, options);
      call.show({ out: options.out, decoded: options.decoded === true, files }, () =>
        files.length === 0
          ? 'No such workflows.'
          : `${files.length} ${files.length === 1 ? 'history' : 'histories'} in ${options.out}, payloads ${
              options.decoded ? 'in clear' : 'as they are kept (encrypted)'
            }.`,
      );
    });
}

/** Adds what chooses workflows, and the form in which their histories are read. */
export const withHistoriesChoice = (command: Command): Command =>
  command
    .argument('[ids...]', 'ids of journeys, changes of validity, bills, or workflows such as cardAddition/<journey>')
    .option('--query <query>', 'of all workflows that a query of Temporal finds')
    .option('--open', 'of all workflows that are open')
    .option('--decoded', 'payloads in clear, so that they replay without keys; asks for the right to act, and --why')
    .option('--why <reason>', 'why they are read in clear; kept for ever in the operator log');

/** The runs of the workflows that were chosen. None is not well. @throws {UsageError} without any choice */
export async function chosenRuns(context: Context, command: Command, ids: string[], choice: HistoriesChoice) {
  const query = queryOf(ids, choice);
  if (choice.decoded && choice.why === undefined) throw new UsageError('Why in clear? Give --why.');
  const call = await callOf(context, command, choice.decoded ? 'write' : 'read');
  const runs = await runsOf(call, query);
  if (runs.length === 0) call.notWell();
  return { call, runs };
}

/** @throws {UsageError} without any choice, or for what is no id */
function queryOf(ids: readonly string[], { query, open }: HistoriesChoice): string {
  const ways = [ids.length > 0, query !== undefined, open === true].filter(Boolean).length;
  if (ways !== 1) throw new UsageError('Which workflows? Give ids, or --query, or --open.');
  if (query !== undefined) return query;
  if (open) return 'ExecutionStatus = "Running"';
  const wrong = ids.find((id) => !/^[A-Za-z0-9_/-]{1,200}$/.test(id));
  if (wrong !== undefined) throw new UsageError(`${wrong} is no id`);
  const names = ids.flatMap((id) => (id.includes('/') ? [id] : KINDS.map((kind) => `${kind}/${id}`)));
  return `WorkflowId IN (${names.map((name) => `'${name}'`).join(', ')})`;
}

async function runsOf({ client }: Call, query: string): Promise<readonly WorkflowRun[]> {
  const runs: WorkflowRun[] = [];
  for (let cursor: string | undefined; ;) {
    const asked = { query, limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const page = await answered(client.GET('/v1/operations/workflows', { params: { query: asked } }));
    runs.push(...page.entries);
    if (page.next === undefined) return runs;
    cursor = page.next;
  }
}

/** Writes some files at once into the folder `out`; answers them. Interrupted, it says how many there are. */
export async function written(
  call: Call,
  runs: readonly WorkflowRun[],
  { why, decoded, out }: HistoriesOptions,
): Promise<string[]> {
  await mkdir(out, { recursive: true });
  const { output } = call;
  const bar = new SingleBar({ format: 'histories {bar} {value}/{total}, {eta} s left', stream: process.stderr });
  const withBar = output.isTerminal && runs.length > 1;
  if (withBar) bar.start(runs.length, 0);
  const files: string[] = [];
  const one = async (run: WorkflowRun): Promise<void> => {
    const { history } = decoded ? await inClear(call, run, why ?? '') : await asKept(call, run);
    const file = join(out, fileOf(run));
    await writeFile(file, `${JSON.stringify(history)}\n`);
    files.push(file);
    if (withBar) bar.increment();
  };
  try {
    for (let from = 0; from < runs.length; from += AT_ONCE)
      await Promise.all(runs.slice(from, from + AT_ONCE).map(one));
  } catch (error) {
    output.err(
      `Ended after ${files.length} of ${runs.length}: what is in ${out} is whole; the same command writes all.`,
    );
    throw error;
  } finally {
    if (withBar) bar.stop();
  }
  return files.sort();
}

/** The name of the file that a history is written into. */
export const fileOf = ({ workflowId, runId }: WorkflowRun): string =>
  `${workflowId.replaceAll('/', '.')}.${runId}.json`;

const asKept = ({ client }: Call, { workflowId, runId }: WorkflowRun) =>
  answered(client.GET('/v1/operations/workflows/history', { params: { query: { workflowId, runId } } }));

/** Stands in the operator log before it is read. */
const inClear = ({ client }: Call, { workflowId, runId }: WorkflowRun, reason: string) =>
  answered(
    client.POST('/v1/operations/workflows/decoded-histories', {
      params: { header: { 'Idempotency-Key': randomUUID() } },
      body: { workflowId, runId, reason },
    }),
  );
