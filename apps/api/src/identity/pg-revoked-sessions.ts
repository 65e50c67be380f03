import type { Pool } from 'pg';
import type { Clock } from '../http/clock';
import { Unavailable } from '../http/unavailable';
import type { RevokedSessions } from './revoked-sessions';

/** How old the list in memory may be, in milliseconds: an ended session is out within this time at every api. */
const FRESH_MS = 1_000;
/** Skew allowed to tokens, doubled: a session stays on the list until no token of it can pass. */
const KEEP_MS = 10_000;

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS identity;
  CREATE TABLE IF NOT EXISTS identity.revoked_session (
    session_id text PRIMARY KEY,
    token_expires_at timestamptz NOT NULL
  )`;

/** The list of ended sessions in PostgreSQL, shared by all apis; each keeps it in memory for a second. */
export class PgRevokedSessions implements RevokedSessions {
  private sessions = new Set<string>();
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly now: Clock,
  ) {}

  /** Makes the table where there is none. Safe to run by several processes at once. */
  async prepare(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('identity.revoked_session'))`);
      await client.query(SCHEMA);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  async has(sessionId: string): Promise<boolean> {
    // A clock that was set back must not keep the list as it is until it has caught up (Q19).
    if (Math.abs(this.now().getTime() - this.readAt) > FRESH_MS) await this.refresh();
    return this.sessions.has(sessionId);
  }

  async revoke(sessionId: string, tokenExpiresAt: Date): Promise<void> {
    await this.ask(
      `INSERT INTO identity.revoked_session VALUES ($1, $2) ON CONFLICT (session_id) DO UPDATE
         SET token_expires_at = greatest(identity.revoked_session.token_expires_at, excluded.token_expires_at)`,
      [sessionId, tokenExpiresAt],
    );
    this.sessions.add(sessionId);
  }

  private refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<void> {
    const at = this.now().getTime();
    const { rows } = await this.ask(
      `WITH gone AS (DELETE FROM identity.revoked_session WHERE token_expires_at < $1)
       SELECT session_id FROM identity.revoked_session WHERE token_expires_at >= $1`,
      [new Date(at - KEEP_MS)],
    );
    this.sessions = new Set(rows.map(({ session_id }) => session_id));
    this.readAt = at;
  }

  private async ask(text: string, values: unknown[]): Promise<{ rows: { session_id: string }[] }> {
    try {
      return await this.pool.query<{ session_id: string }>(text, values);
    } catch (error) {
      throw new Unavailable('PostgreSQL', 2, { cause: error });
    }
  }
}
