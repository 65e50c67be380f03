import { type ChildProcess, execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../driver/http';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'apps/cli/src/main.ts');
const GATE = join(ROOT, 'test/replay/gate/main.ts');
const FLAGS = ['--conditions=@onfile/source', '-r', join(ROOT, 'infra/scripts/ts-hook.cjs')];

/** What one command came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command that runs: it can be interrupted, and ends. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
}

/** An operator at a terminal: runs `onfile` against an api, as a script would. */
export const onfileAt = (url: string, ...words: string[]): Promise<Ran> => startOnfile(url, ...words).ended;

/** The same, while it is at it. */
export const startOnfile = (url: string, ...words: string[]): Running =>
  run([MAIN, ...words], { ONFILE_URL: url, ONFILE_TOKEN: undefined });

/** The same with a token of one's own, as elsewhere than on one machine. */
export const onfileWith = (url: string, token: string, ...words: string[]): Promise<Ran> =>
  run([MAIN, ...words], { ONFILE_URL: url, ONFILE_TOKEN: token }).ended;

/** A command line, and what it has to come to: its exit code, and what stands in its words. */
export type Expected = readonly [words: readonly string[], code: number, told: string | RegExp];

/** How many commands a person's machine does at once here. */
const AT_ONCE = 6;

/**
 * Runs all of them, some at once, and answers those that came to something else: one test of many command lines says
 * of each what was wrong with it. A refusal is told on standard error, and nothing on standard output. None of them may
 * depend on another: they are done in no order.
 */
export async function astray(
  run: (...words: string[]) => Promise<Ran>,
  all: readonly Expected[],
): Promise<readonly (Ran & { words: string })[]> {
  const wrong: (Ran & { words: string })[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE).map(async ([words, code, told]) => {
      const ran = await run(...words);
      const text = code > 1 ? ran.err : ran.out;
      const isTold = typeof told === 'string' ? text.includes(told) : told.test(text);
      if (ran.code !== code || !isTold || (code > 1 && ran.out !== '')) wrong.push({ words: words.join(' '), ...ran });
    });
    await Promise.all(some);
  }
  return wrong;
}

/** Waits until a journey's workflow has ended, which is a moment after the journey has. */
export const workflowIsOver = (run: (...words: string[]) => Promise<Ran>, journeyId: string): Promise<boolean> =>
  eventually(`the workflow of ${journeyId} is over`, async () => {
    const { code, out } = await run('explain', journeyId);
    return code === 0 && !/^workflow \S+: running/m.test(out);
  });

/** The deploy gate (X14), on the stack of a data folder. */
export const deployGate = (temporal: string, data: string, ...words: string[]): Promise<Ran> =>
  run([GATE, ...words], { TEMPORAL_ADDRESS: temporal, ONFILE_SECRETS_FILE: join(data, 'secrets.json') }).ended;

function run(words: readonly string[], env: Record<string, string | undefined>): Running {
  let child: ChildProcess | undefined;
  const ended = new Promise<Ran>((ran) => {
    const options = { env: { ...process.env, ...env } };
    const started = execFile(process.execPath, [...FLAGS, ...words], options, (_error, out, err) => {
      const told = { code: started.exitCode ?? -1, out: out.trimEnd(), err: err.trimEnd() };
      transcribe(words.slice(1), told);
      ran(told);
    });
    child = started;
  });
  return { child: child!, ended };
}

/** ONFILE_TRANSCRIPT: a file that every command and its answer is added to, as the documents show them. */
function transcribe(words: readonly string[], { code, out, err }: Ran): void {
  const file = process.env['ONFILE_TRANSCRIPT'];
  if (file === undefined) return;
  const line = words.map((word) => (/[^\w./=:@+-]/.test(word) ? JSON.stringify(word) : word)).join(' ');
  appendFileSync(file, `$ onfile ${line}\n${[out, err].filter(Boolean).join('\n')}\n(${code})\n\n`);
}
