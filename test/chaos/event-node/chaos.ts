import { checkFile } from '@onfile/event-node';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashRounds } from './crash-rounds';
import { type Survived } from './survival';

const ROOT = join(__dirname, '..', '..', '..');
const ROUNDS = Number(process.env['ROUNDS'] ?? 200);
const STORIES = Number(process.env['STORIES'] ?? 2_000);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Q10 in full: 200 kills under append load on one file, which is checked whole at the end. */
async function killAgainAndAgain(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'event-node-chaos-'));
  const file = join(folder, 'events.db');
  say(`Q10: kill -9 of the event node ${ROUNDS} times under append load, SEED=${SEED}`);
  try {
    const started = Date.now();
    const survived = await crashRounds({ file, rounds: ROUNDS, seed: SEED, onRound: report });
    const { events, findings } = checkFile(file);
    if (findings.length > 0) throw new Error(`the check found: ${findings.join('; ')}`);
    const written = sum(survived.map((round) => round.unansweredWritten));
    const lost = sum(survived.map((round) => round.unansweredLost));
    say(`Q10 held over ${survived.length} kills in ${Math.round((Date.now() - started) / 1000)} s:`);
    say(`  ${sum(survived.map((round) => round.acknowledged))} acknowledged appends kept, whole and in place`);
    say(`  ${written + lost} appends without an answer (${written} of them written) sent again, each there once`);
    say(`  the check of all ${events} events found nothing`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(round: number, { acknowledged, unansweredWritten, unansweredLost }: Survived): void {
  if (round % 20 !== 0) return;
  say(
    `  round ${round}: ${acknowledged} acknowledged, ${unansweredWritten} unanswered but written, ${unansweredLost} not`,
  );
}

/** The property test of the conformance suite with many more stories. */
function tellManyStories(): void {
  say(`${STORIES} random stories against the model, SEED=${SEED}`);
  const jest = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'event-node',
    '--runInBand',
    '--',
    'conformance/model',
  ];
  const env = { ...process.env, SEED: String(SEED), STORIES: String(STORIES) };
  const { status } = spawnSync(process.execPath, jest, { cwd: ROOT, env, stdio: 'inherit' });
  if (status !== 0) throw new Error('a story gave another answer than the model');
}

async function main(): Promise<void> {
  await killAgainAndAgain();
  tellManyStories();
}

main().catch((error: unknown) => {
  say(`SEED=${SEED}: ${String(error)}`);
  process.exitCode = 1;
});
