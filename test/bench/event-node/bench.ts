import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNodeProcess } from '../../driver/event-node';
import { runBenchmark } from '../harness/benchmark';
import { BareSqlite } from './bare-sqlite';
import { startCanned } from './canned';
import { appends, someEvent } from './load';
import { fillNote, stalledNote } from './memory';
import { catchesUp, delivers, readsAll, readsStreams, scans } from './reads';

const ABOUT = [
  'Client and node are two processes; the client is the official one, its connection plain HTTP/2 on loopback. Events have about',
  '300 bytes of data and metadata. Both sides commit with synchronous=FULL. The bare thing is SQLite alone in one process, or,',
  'where the client may be the limit, a server that sends ready-made bytes: what the client reaches on it is its own ceiling.',
].join('\n');

runBenchmark({
  name: 'event-node',
  title: 'B9: the event node',
  about: ABOUT,
  async *run({ windowMs }) {
    const quick = windowMs < 5_000;
    const total = quick ? 50_000 : 1_000_000;
    const folder = await mkdtemp(join(tmpdir(), 'bench-event-node-'));
    const file = join(folder, 'events.db');
    const node = await startEventNodeProcess(file);
    const client = KurrentDBClient.connectionString(node.connectionString);
    const sqlite = new BareSqlite(join(folder, 'bare.db'));
    const ours = (inFlight: number, perCall?: number) => appends(client, node.pid, inFlight, perCall);
    try {
      yield {
        what: 'append, one at a time',
        unit: 'appends',
        ours: ours(1),
        bare: sqlite.appends(1),
        target: { kind: 'ratio', atLeast: 0.6 },
      };
      yield {
        what: 'append, 32 in flight',
        unit: 'appends',
        ours: ours(32),
        bare: sqlite.appends(32),
        target: { kind: 'perSecond', atLeast: 3_500 },
      };
      yield {
        what: 'append, 256 in flight',
        unit: 'appends',
        ours: ours(256),
        bare: sqlite.appends(256),
        target: { kind: 'none' },
      };
      yield {
        what: 'append, 100 events a call, 8 in flight',
        unit: 'events',
        ours: ours(8, 100),
        bare: sqlite.appends(800),
        target: { kind: 'perSecond', atLeast: 13_000 },
      };
      const live = delivers(
        client,
        node.pid,
        async () => (await client.appendToStream('live-1', someEvent())).position,
      );
      yield {
        what: 'append and deliver to a live subscriber, one at a time',
        unit: 'events',
        ours: live,
        bare: sqlite.appends(1),
        target: { kind: 'p99', atMostMs: 10 },
      };

      const filled = await fillNote(client, node.pid, total);
      yield filled.note;
      const { size } = await stat(file);
      yield {
        note: `the file holds ${filled.head.toLocaleString('en-US')} events in ${Math.round(size / 2 ** 20)} MiB, ${Math.round(size / filled.head)} bytes an event`,
      };

      const canned = await startCanned(node.connectionString, folder);
      const deaf = KurrentDBClient.connectionString(canned.connectionString);
      sqlite.fill(100_000);
      yield {
        what: 'readAll',
        unit: 'events',
        ours: readsAll('node', client, node.pid),
        bare: sqlite.scan(),
        target: { kind: 'perSecond', atLeast: 30_000 },
      };
      yield {
        what: 'readAll against the ceiling of the client',
        unit: 'events',
        ours: readsAll('node', client, node.pid),
        bare: readsAll('ready-made bytes', deaf, canned.pid),
        target: { kind: 'none' },
      };
      yield {
        what: 'subscription catch-up, against the ceiling of the client',
        unit: 'events',
        ours: catchesUp('node', client, node.pid),
        bare: catchesUp('ready-made bytes', deaf, canned.pid),
        target: { kind: 'perSecond', atLeast: 25_000 },
      };
      await deaf.dispose();
      await canned.stop();

      const streams = await twenties(client);
      yield {
        what: 'read a stream of 20 events, one after the other',
        unit: 'reads',
        ours: readsStreams(client, node.pid, streams),
        bare: sqlite.streams(),
        target: { kind: 'p99', atMostMs: 10 },
      };
      const { head, rare } = filled;
      yield {
        what: `filtered subscription, ${rare} matches`,
        unit: 'events scanned',
        ours: scans(client, node.pid, head, rare),
        target: { kind: 'perSecond', atLeast: 200_000 },
      };
      yield await stalledNote(client, node, quick ? 20_000 : 200_000);
    } finally {
      await client.dispose();
      await node.end('SIGTERM');
      sqlite.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

/** A thousand streams of 20 events. */
async function twenties(client: KurrentDBClient): Promise<string[]> {
  const names = Array.from({ length: 1_000 }, (_, n) => `twenty-${n}`);
  for (const name of names)
    await client.appendToStream(
      name,
      Array.from({ length: 20 }, () => someEvent()),
    );
  return names;
}
