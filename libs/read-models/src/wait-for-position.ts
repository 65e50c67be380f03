import type { Pool, PoolClient } from 'pg';
import { isAfter } from './followed';
import { COMMITS_CHANNEL } from './pipeline/statements';
import { LIVE_SCHEMA } from './pipeline/target';

/** How often a waiter looks for itself, in case a commit was not told (a lost connection). */
const LOOK_AGAIN_MS = 250;

/**
 * Waits until every live read model is at least at `position` of the log, so that whoever wrote reads its own write.
 * Answers false when `timeoutMs` is over first. All waiters of a pool share one of its connections while they wait.
 * @throws the driver's error when PostgreSQL is down.
 */
export async function waitForPosition(pool: Pool, position: string, timeoutMs: number): Promise<boolean> {
  if (await isReached(pool, position)) return true;
  const until = Date.now() + timeoutMs;
  const commits = commitsOf(pool);
  commits.waiters += 1;
  try {
    await commits.listen();
    while (!(await isReached(pool, position))) {
      const left = until - Date.now();
      if (left <= 0) return false;
      await commits.nextAt(position, Math.min(left, LOOK_AGAIN_MS));
    }
    return true;
  } finally {
    commits.waiters -= 1;
    commits.rest();
  }
}

/** The position that every live read model has reached; null before the first fact. */
export async function reachedPosition(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ position: string | null }>({
    name: 'reached_position',
    text: `select case when count(*) = count(position) then min(position)::text end as position from ${LIVE_SCHEMA}.checkpoints`,
  });
  return rows[0]?.position ?? null;
}

async function isReached(pool: Pool, position: string): Promise<boolean> {
  const reached = await reachedPosition(pool);
  return reached !== null && !isAfter(position, reached);
}

const commitsByPool = new WeakMap<Pool, Commits>();

function commitsOf(pool: Pool): Commits {
  const known = commitsByPool.get(pool) ?? new Commits(pool);
  commitsByPool.set(pool, known);
  return known;
}

/** Hears of the projector's commits for all waiters of one pool. Holds a connection only while somebody waits. */
class Commits {
  waiters = 0;
  private connection: Promise<PoolClient> | undefined;
  private readonly wake = new Set<(position: string | undefined) => void>();

  constructor(private readonly pool: Pool) {}

  async listen(): Promise<void> {
    this.connection ??= this.connect();
    await this.connection;
  }

  /** Resolves when a commit at or after `position` is told, or `ms` are over. */
  nextAt(position: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wake.delete(heard);
        resolve();
      };
      const heard = (told: string | undefined): void => {
        if (told === undefined || !isAfter(position, told)) done();
      };
      const timer = setTimeout(done, ms);
      this.wake.add(heard);
    });
  }

  /** Gives the connection back when nobody waits any more. */
  rest(): void {
    const { connection } = this;
    if (this.waiters > 0 || !connection) return;
    this.connection = undefined;
    connection.then(
      (client) =>
        client.query(`unlisten ${COMMITS_CHANNEL}`).then(
          () => giveBack(client),
          (error: Error) => giveBack(client, error),
        ),
      () => undefined, // it never came up: the waiter that asked for it has thrown
    );
  }

  private async connect(): Promise<PoolClient> {
    const client = await this.pool.connect().catch((error: unknown) => {
      this.connection = undefined;
      throw error;
    });
    client.on('notification', ({ payload }) => this.wake.forEach((heard) => heard(payload)));
    client.on('error', () => {
      this.connection = undefined; // the next waiter connects again, those of now look for themselves
      this.wake.forEach((heard) => heard(undefined));
    });
    await client.query(`listen ${COMMITS_CHANNEL}`);
    return client;
  }
}

function giveBack(client: PoolClient, error?: Error): void {
  client.removeAllListeners('notification');
  client.release(error);
}
