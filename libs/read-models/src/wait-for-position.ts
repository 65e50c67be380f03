import type { Pool, PoolClient } from 'pg';
import { isAfter } from './followed';
import { COMMITS_CHANNEL } from './pipeline/statements';
import { LIVE_SCHEMA } from './pipeline/target';
import { readModels } from './registry';

/** How often a waiter looks for itself, in case a commit was not told (a lost connection, a rebuilt read model). */
const LOOK_AGAIN_MS = 250;
/** How long the connection is kept after the last waiter: where many wait, one after another, it need not be asked anew. */
const REST_MS = 1_000;

/**
 * Waits until every live read model is at least at `position` of the log, so that whoever wrote reads its own write.
 * Answers false when `timeoutMs` is over first. All waiters of a pool share one of its connections, and hear from the
 * projector where it is; the table is asked only by the first of them, and when nothing was heard for long.
 * @throws the driver's error when PostgreSQL is down.
 */
export async function waitForPosition(pool: Pool, position: string, timeoutMs: number): Promise<boolean> {
  const commits = commitsOf(pool);
  if (commits.haveReached(position)) return true;
  if (!commits.isListening && (await isReached(pool, position))) return true;
  const until = performance.now() + timeoutMs; // never set back, as the time of day may be
  commits.begin();
  try {
    if (await commits.listen()) if (await isReached(pool, position)) return true;
    for (;;) {
      const left = until - performance.now();
      if (left > 0 && (await commits.nextAt(position, Math.min(left, LOOK_AGAIN_MS)))) return true;
      if (await isReached(pool, position)) return true;
      if (performance.now() >= until) return false;
    }
  } finally {
    commits.end();
  }
}

/** Of this build: one that it no longer has leaves a checkpoint behind that nobody moves. */
const names = readModels.map(({ name }) => name);

/** The position that every live read model has reached; null before the first fact. */
export async function reachedPosition(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ position: string | null }>({
    name: 'reached_position',
    text: `select case when count(position) = cardinality($1::text[]) then min(position)::text end as position
             from ${LIVE_SCHEMA}.checkpoints where model = any($1)`,
    values: [names],
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

/** A connection that listens, until it is closed or lost. */
interface Line {
  readonly client: PoolClient;
  /** Gives the client back to its pool; with the error that broke it, it is not used again. Twice is once. */
  readonly close: (error?: Error) => void;
}

/** Hears of the projector's commits for all waiters of one pool. */
class Commits {
  private waiters = 0;
  private line: Line | undefined;
  private opening: Promise<void> | undefined;
  private reached: string | null = null;
  private resting: NodeJS.Timeout | undefined;
  private readonly wake = new Set<() => void>();

  constructor(private readonly pool: Pool) {}

  /** False when the next waiter has to connect first. */
  get isListening(): boolean {
    return this.line !== undefined;
  }

  begin(): void {
    clearTimeout(this.resting);
    this.waiters += 1;
  }

  /** Gives the connection back when nobody has waited for a while. */
  end(): void {
    this.waiters -= 1;
    if (this.waiters === 0) this.resting = setTimeout(() => this.rest(), REST_MS).unref();
  }

  /** Whether a commit at or after `position` was told. */
  haveReached(position: string): boolean {
    return this.reached !== null && !isAfter(position, this.reached);
  }

  /** Answers true if commits were not heard before, so that one may have been missed. */
  async listen(): Promise<boolean> {
    if (this.isListening) return false;
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    await this.opening;
    return true;
  }

  /** Answers true when a commit at or after `position` is told, false when `ms` are over or nothing is heard any more. */
  nextAt(position: string, ms: number): Promise<boolean> {
    if (this.haveReached(position)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (isThere: boolean): void => {
        clearTimeout(timer);
        this.wake.delete(look);
        resolve(isThere);
      };
      const look = (): void => {
        if (this.haveReached(position)) done(true);
        else if (!this.isListening) done(false);
      };
      const timer = setTimeout(() => done(false), ms);
      this.wake.add(look);
    });
  }

  private async open(): Promise<void> {
    const line = lineOf(await this.pool.connect());
    line.client.on('notification', ({ payload }) => this.heard(payload));
    line.client.on('error', (error) => {
      if (this.line === line) this.forget(); // the next waiter connects again, those of now look for themselves
      line.close(error);
    });
    await line.client.query(`listen ${COMMITS_CHANNEL}`).catch((error: Error) => {
      line.close(error);
      throw error;
    });
    this.line = line;
  }

  private heard(position: string | undefined): void {
    if (position === undefined || !isAfter(position, this.reached)) return;
    this.reached = position;
    this.wake.forEach((look) => look());
  }

  private forget(): void {
    this.line = undefined;
    this.reached = null;
    this.wake.forEach((look) => look());
  }

  private rest(): void {
    const { line } = this;
    if (!line) return;
    this.forget();
    line.client.query(`unlisten ${COMMITS_CHANNEL}`).then(() => line.close(), line.close);
  }
}

function lineOf(client: PoolClient): Line {
  let isOpen = true;
  return {
    client,
    close(error) {
      if (!isOpen) return;
      isOpen = false;
      client.removeAllListeners('notification');
      // One that broke may say so again, and nobody else would hear it.
      if (!error) client.removeAllListeners('error');
      client.release(error);
    },
  };
}
