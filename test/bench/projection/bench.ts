import { createEventLog } from '@onfile/event-log';
import { applyBatch, liveTarget, migrate, readModelNamed, rebuild } from '@onfile/read-models';
import { story } from '@onfile/read-models/testing';
import { startPostgres } from '@onfile/testing/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNodeProcess } from '../../driver/event-node';
import { fillLog } from '../../projection/fill-log';
import { runBenchmark } from '../harness/benchmark';
import { emptyTargets, projects, readsOnly } from './read-models';

/** The warm-up, five rounds, and those that are measured again. */
const WINDOWS = 12;
const ABOUT = [
  'The log lies on the embedded event node, the read models in PostgreSQL (it waits for the disk where it must); both are processes of',
  'their own beside this one, on the same cores. Ours: all read models at once, from the start of the log, as the projector does it.',
  'The bare thing: the same subscription of the official client over the same log, nothing done with what it brings.',
].join('\n');

runBenchmark({
  name: 'projection',
  title: 'B3: projection and rebuild',
  about: ABOUT,
  async *run({ windowMs }) {
    const total = windowMs < 5_000 ? 100_000 : 1_000_000;
    const folder = await mkdtemp(join(tmpdir(), 'bench-projection-'));
    const node = await startEventNodeProcess(join(folder, 'log.sqlite'));
    const postgres = await startPostgres({ durable: true });
    const places = { url: node.connectionString, nodePid: node.pid, postgres };
    try {
      for (let seed = 1; seed <= total / 50_000; seed += 1) await fillLog(node.connectionString, story(seed, 50_000));
      yield {
        what: 'projection of the whole log into all read models',
        unit: 'events',
        ours: projects(places, await emptyTargets(postgres, WINDOWS)),
        bare: readsOnly(places),
        target: { kind: 'ratio', atLeast: 0.5 },
      };
      yield { note: await rebuildNote(node.connectionString, postgres) };
    } finally {
      await postgres.stop();
      await node.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

/** One whole rebuild beside live rows, compared and swapped in. */
async function rebuildNote(url: string, postgres: Awaited<ReturnType<typeof startPostgres>>): Promise<string> {
  const { pool } = await postgres.freshDatabase();
  const log = createEventLog({ url });
  const target = liveTarget(pool);
  await migrate(target);
  const end = await log.endPosition();
  const filled = performance.now();
  await log.readUpTo({ from: '0', to: end, onBatch: async (batch) => void (await applyBatch(target, batch)) });
  const begun = performance.now();
  const rebuilt = await rebuild(pool, readModelNamed('historical-cards')!, (from, to, onBatch) =>
    log.readUpTo({ from: from ?? '0', to, onBatch }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  await log.close();
  const all = rebuilt.events / ((begun - filled) / 1_000);
  return (
    `all read models from ${rebuilt.events.toLocaleString('en-US')} events at ${Math.round(all)} events/s; then a rebuild of historical-cards ` +
    `in ${seconds.toFixed(1)} s (${Math.round(rebuilt.events / seconds)} events/s), ${rebuilt.rows.rebuilt} rows, ${rebuilt.equal ? 'equal' : 'DIFFERENT'}, swapped in`
  );
}
