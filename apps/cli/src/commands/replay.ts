import type { Command } from 'commander';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call, Context } from '../context';
import { UsageError } from '../exit-codes';
import { chosenRuns, fileOf, type HistoriesChoice, withHistoriesChoice, type WorkflowRun, written } from './histories';

/** The deploy gate of the checkout that this command is part of: a build is replayed against where its code is. */
const GATE = join(__dirname, '../../../../infra/scripts/deploy-gate.mjs');

interface ReplayOptions extends HistoriesChoice {
  readonly bundle?: string;
}

/** What the gate answers. `workflowId`: the name of the file that it was given. */
interface Found {
  readonly replayed: number;
  readonly wouldBreak: readonly { workflowId: string; kind: string; eventId?: number; why: string }[];
}

/** `onfile replay`: histories against the workflow code of this build or of a bundle, by the deploy gate (X14). */
export function addReplay(program: Command, context: Context): void {
  withHistoriesChoice(
    program
      .command('replay')
      .description(
        'replay histories of workflows against the workflow code of this checkout: which would break, and where',
      ),
  )
    .option('--bundle <file>', 'another bundle of workflow code, such as the one that is to be deployed')
    .action(async (ids: string[], options: ReplayOptions, command: Command) => {
      if (!existsSync(GATE)) throw new UsageError('Replay needs a checkout of the build: run it there.');
      const { call, runs } = await chosenRuns(context, command, ids, options);
      const found = await replayed(call, runs, options);
      if (found.wouldBreak.length > 0) call.notWell();
      call.show(found, () => told(found));
    });
}

/** Fetches the histories into a folder that is gone afterwards, and lets the gate replay them. */
async function replayed(call: Call, runs: readonly WorkflowRun[], options: ReplayOptions): Promise<Found> {
  if (runs.length === 0) return { replayed: 0, wouldBreak: [] };
  const out = await mkdtemp(join(tmpdir(), 'onfile-replay-'));
  try {
    const files = await written(call, runs, { ...options, out });
    const { replayed: count, wouldBreak } = await gate(call, options.bundle, files);
    const ids = new Map(runs.map((run) => [fileOf(run), run.workflowId]));
    const named = wouldBreak.map((it) => ({ ...it, workflowId: ids.get(`${it.workflowId}.json`) ?? it.workflowId }));
    return { replayed: count, wouldBreak: named };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** @throws {UsageError} where the gate can not replay: a bundle that does not load, payloads that it has no keys for */
async function gate({ output }: Call, bundle: string | undefined, files: readonly string[]): Promise<Found> {
  const words = [GATE, '--json', ...(bundle === undefined ? [] : ['--bundle', bundle]), ...files];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let answer = '';
  child.stdout.on('data', (part: Buffer) => (answer += part.toString()));
  child.stderr.on('data', (part: Buffer) => output.isTerminal && output.err(part.toString().trimEnd()));
  const [code] = (await once(child, 'close')) as [number | null];
  const line = answer.trimEnd().split('\n').at(-1) ?? '';
  if (code === 0 || code === 1) return JSON.parse(line) as Found;
  throw new UsageError(`Nothing was replayed: ${line}`);
}

function told({ replayed: count, wouldBreak }: Found): string {
  if (count === 0) return 'No such workflows.';
  const lines = wouldBreak.map(({ workflowId, eventId, kind, why }) => {
    const where = eventId === undefined ? '' : ` at event ${eventId}`;
    return `WOULD BREAK ${workflowId}${where}: ${kind}: ${why.split('\n')[0]}`;
  });
  return [...lines, `${count} histories replayed, ${wouldBreak.length} would break.`].join('\n');
}
