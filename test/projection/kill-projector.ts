import { createEventLog } from '@onfile/event-log';
import { startEventNode } from '@onfile/event-node';
import { applyBatch, digestOf, isAfter, liveTarget, migrate, reachedPosition, readModels } from '@onfile/read-models';
import { chance, story } from '@onfile/read-models/testing';
import { startPostgres } from '@onfile/testing/postgres';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { fillLog } from './fill-log';

const HOOK = join(__dirname, '../../infra/scripts/ts-hook.cjs');
const LIMIT_MS = 120_000;

/** How much of it. The same seed gives the same log and the same kills by position. */
export interface KillPlan {
  readonly seed: number;
  readonly events: number;
  readonly kills: number;
}

/** Digests of every read model: after the kills, and projected once from a whole log. */
export interface KillOutcome {
  readonly kills: number;
  readonly events: number;
  readonly survived: Readonly<Record<string, string>>;
  readonly clean: Readonly<Record<string, string>>;
}

/**
 * Q12: projects a log while it is written, the projector killed by `kill -9` at random positions, 5 % delivered twice.
 * The event node, PostgreSQL and the projector are the real ones.
 */
export async function killProjector({ seed, events, kills }: KillPlan): Promise<KillOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'onfile-q12-'));
  const node = await startEventNode({ file: join(folder, 'log.sqlite') });
  const postgres = await startPostgres();
  const log = createEventLog({ url: node.connectionString });
  try {
    const told = story(seed, events);
    const { pool, url } = await postgres.freshDatabase();
    const random = chance(seed);
    await migrate(liveTarget(pool));
    const start = (n: number) => startProjector(node.connectionString, url, seed + n);
    let child = start(0);
    const filling = fillLog(node.connectionString, told);
    const points = Array.from({ length: kills }, () => Math.floor(random() * told.length)).sort((a, b) => a - b);
    for (const [n, point] of points.entries()) {
      await reaches(pool, String(point)); // a position grows by one an event
      await killed(await child);
      child = start(n + 1);
    }
    await filling;
    await reaches(pool, await log.endPosition());
    await killed(await child);
    const fresh = await postgres.freshDatabase();
    const target = liveTarget(fresh.pool);
    await migrate(target);
    await log.readUpTo({
      from: '0',
      to: await log.endPosition(),
      onBatch: async (batch) => void (await applyBatch(target, batch)),
    });
    return { kills, events: told.length, survived: await digests(pool), clean: await digests(fresh.pool) };
  } finally {
    await log.close();
    await postgres.stop();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startProjector(log: string, database: string, seed: number): Promise<ChildProcess> {
  const child = fork(join(__dirname, 'projector-process.ts'), {
    env: { ...process.env, KURRENTDB_URL: log, DATABASE_URL: database, SEED: String(seed) },
    execArgv: ['--conditions=@onfile/source', '-r', HOOK],
  });
  await once(child, 'message');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Waits until the projector has come to a position. @throws {Error} after two minutes without */
export async function reaches(pool: Pool, position: string): Promise<void> {
  for (const until = Date.now() + LIMIT_MS; ;) {
    const reached = await reachedPosition(pool);
    if (reached !== null && !isAfter(position, reached)) return;
    if (Date.now() > until) throw new Error(`at ${reached}, and never at ${position}`);
    await sleep(2);
  }
}

/** Digest of each read model's rows, by its name. */
export async function digests(pool: Pool): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, table } of readModels) {
    const { rows, digest } = await digestOf(pool, `read_models.${table.name}`);
    found[name] = `${rows} rows, ${digest}`;
  }
  return found;
}
