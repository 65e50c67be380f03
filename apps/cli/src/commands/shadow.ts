import { answered } from '@onfile/api-client';
import { type Recording, shadow, type ShadowReport } from '@onfile/domain/what-if';
import type { Command } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { callOf, type Context, voiceOf } from '../context';
import { UsageError } from '../exit-codes';
import { instant, table } from '../output';
import { planOf, type PlanOptions, withPlan } from './plan-options';

interface ShadowOptions extends PlanOptions {
  readonly code?: string;
  readonly recording?: string;
  readonly save?: string;
  readonly all?: boolean;
}

type Shadow = typeof shadow;

/** `onfile shadow bill | journey`: a recording run anew by this build or another, against a pretend bank (X5). */
export function addShadow(program: Command, context: Context): void {
  const group = program
    .command('shadow')
    .description('run what happened anew by other code or settings, with a pretend bank; nothing real is touched');
  for (const kind of ['bill', 'journey'] as const) {
    withPlan(
      group
        .command(kind)
        .argument(
          '[id]',
          `id of a ${kind === 'bill' ? kind : 'journey or a change of validity'}; not needed with --recording`,
        )
        .description(`run a ${kind} anew, and show which facts would be different`),
    )
      .option('--code <module>', 'rules of another build: its libs/domain/dist/what-if.js')
      .option('--recording <file>', 'a recording that --save has written, instead of the log')
      .option('--save <file>', 'keep the recording')
      .option('--all', 'show the facts that are the same, too')
      .action(async (id: string | undefined, options: ShadowOptions, command: Command) => {
        const change = planOf(options);
        const rules = options.code === undefined ? shadow : rulesOf(options.code);
        const { recording: file } = options;
        const recording = file === undefined ? await fetched(context, command, kind, id) : readRecording(file, kind);
        if (options.save !== undefined) writeFileSync(options.save, `${JSON.stringify(recording)}\n`);
        const report = run(rules, recording, change);
        const voice = voiceOf(context, command);
        if (report.differences > 0 || report.refused.length > 0) voice.notWell();
        voice.show(report, () => told(report, options.all === true));
      });
  }
}

async function fetched(
  context: Context,
  command: Command,
  kind: Recording['kind'],
  id: string | undefined,
): Promise<Recording> {
  if (id === undefined) throw new UsageError(`Which ${kind}? Give its id, or --recording.`);
  const { client } = await callOf(context, command, 'read');
  const answer =
    kind === 'bill'
      ? client.GET('/v1/operations/bills/{billId}/recording', { params: { path: { billId: id } } })
      : client.GET('/v1/operations/journeys/{journeyId}/recording', { params: { path: { journeyId: id } } });
  return (await answered<unknown>(answer)) as Recording; // the api's own shape, as the rules name it
}

function readRecording(file: string, kind: Recording['kind']): Recording {
  try {
    const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;
    if (recording.kind === kind && Array.isArray(recording.facts)) return recording;
  } catch {
    // Told below.
  }
  throw new UsageError(`${file} is no recording of a ${kind}`);
}

/** What fits into a line. */
const short = (text: string): string => (text.length <= 90 ? text : `${text.slice(0, 89)}…`);

/** The rules of another build. @throws {UsageError} for a module without them */
function rulesOf(file: string): Shadow {
  try {
    const other = createRequire(resolve(file))(resolve(file)) as { shadow?: Shadow };
    if (typeof other.shadow === 'function') return other.shadow;
  } catch (error) {
    throw new UsageError(`${file} can not be loaded: ${error instanceof Error ? error.message.split('\n')[0] : ''}`);
  }
  throw new UsageError(`${file} has no rules: it should be the libs/domain/dist/what-if.js of a build`);
}

function run(rules: Shadow, recording: Recording, change: Parameters<Shadow>[1]): ShadowReport {
  try {
    return rules(recording, change);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

const MARKS = { same: ' ', moved: '~', 'recorded-only': '-', 'shadow-only': '+' } as const;

function told({ kind, id, lines, differences, refused, assumed }: ShadowReport, all: boolean): string {
  const head =
    differences === 0 && refused.length === 0
      ? `${kind} ${id}: the shadow is as it was recorded, ${lines.length} facts.`
      : `${kind} ${id}: ${differences} of ${lines.length} facts would be different (- recorded, + would be, ~ another time).`;
  const shown = all ? lines : lines.filter(({ is }) => is !== 'same');
  const rows = shown.map(({ is, type, what, recordedAt, shadowAt }) => [
    ...[MARKS[is], type, short(what), recordedAt && instant(recordedAt), shadowAt && instant(shadowAt)],
  ]);
  return [
    head,
    ...(rows.length > 0 ? ['', table(['', 'fact', 'what', 'recorded', 'would be'], rows)] : []),
    ...refused.map(({ at, what, code }) => `refused now: ${what} at ${instant(at)} (${code})`),
    ...(assumed > 0 ? [`${assumed} answers of the bank are not on record: assumed as the card was last seen.`] : []),
  ].join('\n');
}
