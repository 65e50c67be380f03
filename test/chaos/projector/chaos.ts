import { killProjector } from '../../projection/kill-projector';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const KILLS = Number(process.env['KILLS'] ?? 300);
const EVENTS = Number(process.env['EVENTS'] ?? 100_000);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Q12 in full: 300 kills over 100,000 events, 5 % of them delivered twice. */
async function main(): Promise<void> {
  say(`Q12: kill -9 of the projector ${KILLS} times over ${EVENTS} events, 5 % delivered twice, SEED=${SEED}`);
  const begun = performance.now();
  const { events, kills, survived, clean } = await killProjector({ seed: SEED, events: EVENTS, kills: KILLS });
  for (const [model, digest] of Object.entries(clean)) {
    say(`${model}: ${digest === survived[model] ? 'equal' : `DIFFERENT, ${survived[model]} instead`}: ${digest}`);
  }
  const isEqual = Object.entries(clean).every(([model, digest]) => digest === survived[model]);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  if (!isEqual) throw new Error(`Q12 broken with SEED=${SEED}`);
  say(`Q12 held: ${kills} kills over ${events} events in ${seconds} s, every table equal to a clean rebuild`);
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : 'failed');
  process.exit(1);
});
