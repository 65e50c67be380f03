import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { liveTarget, migrate } from '@onfile/read-models';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNodeProcess } from '../../driver/event-node';

const ROOT = join(__dirname, '..', '..', '..');
export const API_KEY = 'bench-network-key';

/** Everything around the bills, each in a process of its own: log, bank, database, projector. */
export interface Around {
  readonly logUrl: string;
  readonly bankUrl: string;
  readonly databaseUrl: string;
  readonly pids: Readonly<Record<string, number>>;
  readonly postgres: TestPostgres;
  readonly pool: Awaited<ReturnType<TestPostgres['freshDatabase']>>['pool'];
  stop(): Promise<void>;
}

/** Starts the stack of the benchmark. `bankMs`: what the card network takes over each call. */
export async function startAround(bankMs: number): Promise<Around> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bills-'));
  const node = await startEventNodeProcess(join(folder, 'log.sqlite'));
  const postgres = await startPostgres({ durable: true });
  const { pool, url } = await postgres.freshDatabase();
  await migrate(liveTarget(pool));
  const bankPort = await freePort();
  const bank = source('apps/bank-sim/src/main.ts', {
    PORT: String(bankPort),
    BANK_DATA: join(folder, 'bank'),
    CARD_NETWORK_API_KEY: API_KEY,
    CARD_NETWORK_WEBHOOK_SECRET: `whsec_${Buffer.from('bench').toString('base64')}`,
    SMS_API_KEY: 'bench-sms-key',
    BANK_LATENCY_MS: String(bankMs),
  });
  const projector = source('apps/projector/src/main.ts', {
    PORT: String(await freePort()),
    KURRENTDB_URL: node.connectionString,
    DATABASE_URL: url,
  });
  const bankUrl = `http://127.0.0.1:${bankPort}`;
  await answers(`${bankUrl}/health/ready`, bank);
  const pids = { log: node.pid, bank: bank.pid!, projector: projector.pid!, database: postgres.pid ?? 0 };
  return {
    logUrl: node.connectionString,
    bankUrl,
    databaseUrl: url,
    pids,
    postgres,
    pool,
    async stop() {
      await Promise.all([bank, projector].map(ended));
      await postgres.stop();
      await node.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function source(file: string, env: Record<string, string>): ChildProcess {
  const flags = ['--conditions=@onfile/source', '-r', join(ROOT, 'infra/scripts/ts-hook.cjs'), join(ROOT, file)];
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  return spawn(process.execPath, flags, { cwd: ROOT, stdio: [...stdio], env: { ...process.env, ...env } });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port given');
  return address.port;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; ;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > until) throw new Error(`${url} never answered`);
    await new Promise((soon) => setTimeout(soon, 50));
  }
}
