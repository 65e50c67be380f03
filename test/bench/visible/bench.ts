import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { waitForPosition } from '@onfile/read-models';
import { startPostgres } from '@onfile/testing/postgres';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Pool } from 'pg';
import { startEventNodeProcess } from '../../driver/event-node';
import { startProjectorProcess } from '../../driver/projector';
import { runBenchmark } from '../harness/benchmark';
import { paced } from '../harness/paced';
import type { Contender } from '../harness/window';

const PER_SECOND = 200;
const ACCOUNTS = 500;
const ABOUT = [
  `At ${PER_SECOND} events/s, whether or not the ones before are through. Ours: a command is recorded (load, decide, append) on the event`,
  'node, the projector process takes it in, and a reader who waits for that position hears that it is visible. The bare thing: one append',
  'and then one upsert of one row, by the same clients.',
].join('\n');

/** How long `work` took, in milliseconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const at = performance.now();
  await work();
  return performance.now() - at;
}

function visible(log: EventLog, pool: Pool, processes: Record<string, number>): Contender {
  let commands = 0;
  return {
    name: 'append → visible',
    processes,
    work: (windowMs) =>
      paced(windowMs, PER_SECOND, () =>
        timed(async () => {
          commands += 1;
          const { position } = await log.record({
            commandId: randomUUID(),
            at: new Date().toISOString(),
            streams: { account: stream('account', `b${commands % ACCOUNTS}`) },
            decide: (_states, at) => ({
              account: [{ type: 'CurrencyChosen' as const, at, data: { currency: 'USD' } }],
            }),
          });
          if (!(await waitForPosition(pool, position, 10_000))) throw new Error(`not visible within 10 s: ${position}`);
        }),
      ),
  };
}

function bare(client: KurrentDBClient, pool: Pool, processes: Record<string, number>): Contender {
  let commands = 0;
  return {
    name: 'append + upsert',
    processes,
    work: (windowMs) =>
      paced(windowMs, PER_SECOND, () =>
        timed(async () => {
          commands += 1;
          const name = `bare-${commands % ACCOUNTS}`;
          await client.appendToStream(name, jsonEvent({ type: 'Chosen', data: { currency: 'USD' } }));
          await pool.query(
            'insert into bare values ($1, $2) on conflict (name) do update set currency = excluded.currency',
            [name, 'USD'],
          );
        }),
      ),
  };
}

/** Waits until the projector has its tables and follows. */
async function isReady(url: string): Promise<void> {
  const until = Date.now() + 30_000;
  while ((await fetch(`${url}/health/ready`)).status !== 200) {
    if (Date.now() > until) throw new Error('the projector is not ready within 30 s');
    await new Promise((soon) => setTimeout(soon, 50));
  }
}

runBenchmark({
  name: 'visible',
  title: 'B8: from append to visible',
  about: ABOUT,
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-visible-'));
    const node = await startEventNodeProcess(join(folder, 'log.sqlite'));
    const postgres = await startPostgres({ durable: true });
    const { pool, url } = await postgres.freshDatabase();
    const projector = await startProjectorProcess(node.connectionString, url);
    const log = createEventLog({ url: node.connectionString });
    const client = KurrentDBClient.connectionString(node.connectionString);
    const processes = { node: node.pid, postgres: postgres.pid ?? 0 };
    try {
      await isReady(projector.url);
      await pool.query('create table bare (name text primary key, currency text not null)');
      yield {
        what: `append → visible at ${PER_SECOND} events/s`,
        unit: 'events',
        ours: visible(log, pool, { ...processes, projector: projector.pid }),
        bare: bare(client, pool, processes),
        target: { kind: 'p99Ratio', atMost: 3 },
      };
    } finally {
      await projector.end('SIGTERM');
      await log.close();
      await client.dispose();
      await postgres.stop();
      await node.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
