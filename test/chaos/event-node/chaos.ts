import { checkFile } from '@onfile/event-node';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashRounds } from './crash-rounds';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ROUNDS = Number(process.env['ROUNDS'] ?? 200);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Q10 in full: 200 kills under append load on one file. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'event-node-chaos-'));
  const file = join(folder, 'events.db');
  say(`Q10: kill -9 of the event node ${ROUNDS} times under append load, SEED=${SEED}`);
  try {
    const started = Date.now();
    const survived = await crashRounds({
      file,
      rounds: ROUNDS,
      seed: SEED,
      onRound: (round, { acknowledged, unansweredWritten, unansweredLost }) => {
        if (round % 20 === 0) {
          say(
            `round ${round}: ${acknowledged} acknowledged, ${unansweredWritten} unanswered but written, ${unansweredLost} not written`,
          );
        }
      },
    });
    const sum = (of: (one: (typeof survived)[number]) => number) => survived.reduce((total, one) => total + of(one), 0);
    const { size } = await stat(file);
    const { events, findings } = checkFile(file);
    if (findings.length > 0) throw new Error(`the check found: ${findings.join('; ')}`);
    say(
      `Q10 held over ${survived.length} kills in ${Math.round((Date.now() - started) / 1000)} s: ${sum((one) => one.acknowledged)} acknowledged appends kept, ` +
        `${sum((one) => one.unansweredWritten + one.unansweredLost)} unanswered ones sent again and there once; the check of all ${events} events (${Math.round(size / 1024)} KiB) found nothing`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  say(`SEED=${SEED}: ${String(error)}`);
  process.exitCode = 1;
});
