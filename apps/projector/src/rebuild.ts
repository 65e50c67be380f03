import { createEventLog } from '@onfile/event-log';
import { readModelNamed, readModels, rebuild, type ReadUpTo, type Rebuilt } from '@onfile/read-models';
import { readSettings } from '@onfile/settings';
import { Pool } from 'pg';

/**
 * X15: `node dist/rebuild.js NAME… [--compare]` fills the named read models (`all`: every one) anew beside the live ones,
 * compares, and puts them in their place; `--compare` leaves the live ones as they are. Exits with 1 where a live one
 * was found to differ, so that a nightly run can raise an alarm, and with 2 for names that it does not know.
 */
async function main(words: readonly string[]): Promise<number> {
  const compareOnly = words.includes('--compare');
  const names = words.filter((word) => !word.startsWith('--'));
  const models = names.includes('all') ? [...readModels] : names.map((name) => readModelNamed(name));
  if (models.length === 0 || models.includes(undefined)) {
    say(`usage: rebuild NAME… [--compare]\nread models: all, ${readModels.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const { eventLog, databaseUrl } = readSettings(process.env, ['eventLog', 'databaseUrl']);
  const log = createEventLog(eventLog);
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  const readUpTo: ReadUpTo = (from, to, onBatch) => log.readUpTo({ from: from ?? '0', to, onBatch });
  try {
    let differing = 0;
    for (const model of models) {
      if (!model) continue;
      const begun = performance.now();
      const rebuilt = await rebuild(pool, model, readUpTo, { compareOnly });
      say(lineOf(rebuilt, performance.now() - begun));
      if (!rebuilt.equal) differing += 1;
    }
    return differing > 0 ? 1 : 0;
  } finally {
    await log.close();
    await pool.end();
  }
}

function lineOf({ model, events, rows, equal, onlyLive, onlyRebuilt, swapped }: Rebuilt, ms: number): string {
  const rate = Math.round(events / Math.max(ms / 1_000, 0.001));
  const found = equal ? 'equal to the live one' : `DIFFERENT: ${onlyLive} rows only live, ${onlyRebuilt} only rebuilt`;
  const seconds = (ms / 1_000).toFixed(1);
  return `${model}: ${events} events in ${seconds} s (${rate}/s), ${rows.rebuilt} rows, ${found}${swapped ? ', swapped in' : ''}`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? `${error.name}: ${error.message}` : 'failed');
    process.exit(3);
  },
);
