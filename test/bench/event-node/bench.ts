import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventNodeProcess, startEventNodeProcess } from '../../driver/event-node';
import { type Note, runBenchmark } from '../harness/benchmark';
import { type Comparison, type Pace } from '../harness/comparison';
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

/** A folder in memory, where the system has one: there a commit costs next to nothing. */
const RAM_DISK = '/dev/shm';

interface Parts {
  readonly folder: string;
  readonly file: string;
  readonly node: EventNodeProcess;
  readonly client: KurrentDBClient;
  readonly sqlite: BareSqlite;
}

async function* comparisons({ windowMs }: Pace): AsyncGenerator<Comparison | Note> {
  const quick = windowMs < 5_000;
  const folder = mkdtempSync(join(tmpdir(), 'bench-event-node-'));
  const file = join(folder, 'events.db');
  const node = await startEventNodeProcess(file);
  const client = KurrentDBClient.connectionString(node.connectionString);
  const sqlite = new BareSqlite(join(folder, 'bare.db'));
  const parts = { folder, file, node, client, sqlite };
  try {
    yield* writing(parts);
    if (existsSync(RAM_DISK)) yield* withoutDisk();
    yield* reading(parts, quick ? 50_000 : 1_000_000);
    yield await stalledNote(client, node, quick ? 20_000 : 200_000);
  } finally {
    await client.dispose();
    await node.end('SIGTERM');
    sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* writing({ node, client, sqlite }: Parts): AsyncGenerator<Comparison> {
  const row = (what: string, inFlight: number, perCall: number, target: Comparison['target']): Comparison => ({
    what: `append, ${what}`,
    unit: perCall === 1 ? 'appends' : 'events',
    ours: appends(client, node.pid, inFlight, perCall),
    bare: sqlite.appends(inFlight * perCall),
    target,
  });
  yield row('one at a time', 1, 1, { kind: 'ratio', atLeast: 0.6 });
  yield row('32 in flight', 32, 1, { kind: 'perSecond', atLeast: 3_500 });
  yield row('256 in flight', 256, 1, { kind: 'none' });
  yield row('100 events a call, 8 in flight', 8, 100, { kind: 'perSecond', atLeast: 13_000 });
  yield {
    what: 'append and deliver to a live subscriber, one at a time',
    unit: 'events',
    ours: delivers(client, node.pid, async () => (await client.appendToStream('live-1', someEvent())).position),
    bare: sqlite.appends(1),
    target: { kind: 'p99', atMostMs: 10 },
  };
}

/** How much of an append is the way there and back. */
async function* withoutDisk(): AsyncGenerator<Comparison> {
  const folder = mkdtempSync(join(RAM_DISK, 'bench-event-node-'));
  const node = await startEventNodeProcess(join(folder, 'events.db'));
  const client = KurrentDBClient.connectionString(node.connectionString);
  const sqlite = new BareSqlite(join(folder, 'bare.db'));
  try {
    yield {
      what: 'append, one at a time, both on a RAM disk',
      unit: 'appends',
      ours: appends(client, node.pid, 1),
      bare: sqlite.appends(1),
      target: { kind: 'none' },
    };
  } finally {
    await client.dispose();
    await node.end('SIGTERM');
    sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* reading(
  { node, client, sqlite, folder, file }: Parts,
  total: number,
): AsyncGenerator<Comparison | Note> {
  const { note, head, rare } = await fillNote(client, node.pid, total);
  yield note;
  const { size } = statSync(file);
  const perEvent = Math.round(size / head);
  yield {
    note: `the file: ${head.toLocaleString('en-US')} events, ${Math.round(size / 2 ** 20)} MiB, ${perEvent} bytes an event`,
  };

  const canned = await startCanned(node.connectionString, folder);
  const deaf = KurrentDBClient.connectionString(canned.connectionString);
  const unit = 'events';
  const all = readsAll('node', client, node.pid);
  sqlite.fill(100_000);
  yield { what: 'readAll', unit, ours: all, bare: sqlite.scan(), target: { kind: 'perSecond', atLeast: 30_000 } };
  const ceiling = readsAll('ready-made bytes', deaf, canned.pid);
  yield {
    what: 'readAll, against the ceiling of the client',
    unit,
    ours: all,
    bare: ceiling,
    target: { kind: 'none' },
  };
  yield {
    what: 'subscription catch-up, against the ceiling of the client',
    unit,
    ours: catchesUp('node', client, node.pid),
    bare: catchesUp('ready-made bytes', deaf, canned.pid),
    target: { kind: 'perSecond', atLeast: 25_000 },
  };
  yield {
    what: 'append, one at a time, against the ceiling of the client',
    unit: 'appends',
    ours: appends(client, node.pid, 1),
    bare: { ...appends(deaf, canned.pid, 1), name: 'done at once, nothing kept' },
    target: { kind: 'none' },
  };
  await deaf.dispose();
  await canned.stop();

  yield {
    what: 'read a stream of 20 events, one after the other',
    unit: 'reads',
    ours: readsStreams(client, node.pid, await twenties(client)),
    bare: sqlite.streams(),
    target: { kind: 'p99', atMostMs: 10 },
  };
  yield {
    what: `filtered subscription, ${rare} of ${head.toLocaleString('en-US')} events match`,
    unit: 'events scanned',
    ours: scans(client, node.pid, head, rare),
    target: { kind: 'perSecond', atLeast: 200_000 },
  };
}

/** A thousand streams of 20 events. */
async function twenties(client: KurrentDBClient): Promise<string[]> {
  const names = Array.from({ length: 1_000 }, (_, n) => `twenty-${n}`);
  const twenty = (): ReturnType<typeof someEvent>[] => Array.from({ length: 20 }, () => someEvent());
  for (const name of names) await client.appendToStream(name, twenty());
  return names;
}

runBenchmark({ name: 'event-node', title: 'B9: the event node', about: ABOUT, run: comparisons }).catch(
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
