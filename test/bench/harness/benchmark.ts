import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compare, type Comparison, type Pace, type Row } from './comparison';
import { describeMachine } from './machine';

const ROOT = join(__dirname, '..', '..', '..');

/** A benchmark as it is run by `npm run bench -- <name>`. */
export interface Benchmark {
  /** Its folder under test/bench, and the name of its page under docs/bench. */
  readonly name: string;
  /** Heading of the page: number and what is measured. */
  readonly title: string;
  /** What is compared with what, for a reader who has not seen the code. */
  readonly about: string;
  /** The comparisons, and further lines of what can not be told as a rate. */
  run(pace: Pace): AsyncGenerator<Comparison | Note>;
  /** Where it needs others than the usual windows, rounds or warm-up. */
  readonly pace?: Partial<Pick<Pace, 'rounds' | 'windowMs' | 'warmUpMs'>>;
}

/** A finding that is no rate: memory over time, the size of a file. */
export interface Note {
  readonly note: string;
  readonly met?: boolean;
}

const FULL: Pace = { rounds: 5, windowMs: 5_000, warmUpMs: 1_250, patience: { retries: 6 } };
const QUICK: Pace = { rounds: 2, windowMs: 1_000, warmUpMs: 250, patience: { retries: 4 } };

/**
 * Runs a benchmark, prints its page and writes it to docs/bench/<name>.md, with the words of its `findings.md` below.
 * With `--quick` the windows are short, with `--only=words` only comparisons named so are measured; both write nothing.
 */
export async function runBenchmark(benchmark: Benchmark): Promise<void> {
  const quick = process.argv.includes('--quick');
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
  const pace = quick ? QUICK : { ...FULL, ...benchmark.pace };
  const rows: Row[] = [];
  const notes: Note[] = [];
  for await (const part of benchmark.run(pace)) {
    if ('note' in part) {
      notes.push(part);
      console.log(bullet(part));
      continue;
    }
    if (only && !part.what.includes(only)) continue;
    const row = await compare(part, pace);
    rows.push(row);
    console.log(
      `${row.what}: ${row.ours}, bare ${row.bare}, ratio ${row.ratio}, target ${row.target}${verdict(row.met)}`,
    );
  }
  const page = render(benchmark, pace, rows, notes);
  console.log(`\n${page}`);
  if (quick || only) return;
  const file = join(ROOT, 'docs', 'bench', `${benchmark.name}.md`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page);
}

function render({ name, title, about }: Benchmark, pace: Pace, rows: readonly Row[], notes: readonly Note[]): string {
  const findings = join(ROOT, 'test', 'bench', name, 'findings.md');
  const lines = [
    `# ${title}`,
    '',
    about,
    '',
    `- Repeat it: \`npm run bench -- ${name}\``,
    `- Machine: ${describeMachine()}`,
    `- When: ${new Date().toISOString().slice(0, 10)}`,
    `- How: ${pace.rounds} rounds, ours and the bare thing in turns, windows of ${pace.windowMs / 1000} s after a warm-up of ${pace.warmUpMs / 1000} s; median (lowest–highest)`,
    '',
    '| What | Ours | Bare | Ratio | Target | Met |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${[row.what, row.ours, row.bare, row.ratio, row.target, word(row.met)].join(' | ')} |`),
    '',
    '| What | Latency | CPU ms a unit |',
    '|---|---|---|',
    ...rows.map((row) => `| ${[row.what, row.latency, row.cpu].join(' | ')} |`),
    '',
    ...notes.map(bullet),
    ...(notes.length > 0 ? [''] : []),
    ...(existsSync(findings) ? [readFileSync(findings, 'utf8')] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

const word = (met: boolean | undefined): string => (met === undefined ? '–' : met ? 'yes' : '**no**');
const verdict = (met: boolean | undefined): string => (met === undefined ? '' : met ? ' – met' : ' – MISSED');
const bullet = ({ note, met }: Note): string => `- ${note}${met === undefined ? '' : `: ${word(met)}`}`;
