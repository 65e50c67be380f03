import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { type EventNode, startEventNode } from '@onfile/event-node';
import { projectLog } from '@onfile/projector';
import { accountTimelineOf, liveTarget, migrate, openReadModels, waitForPosition } from '@onfile/read-models';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';

const at = '2024-05-10T08:00:00.000Z';

describe('Q12 a crash of PostgreSQL that takes back what the projector had committed', () => {
  let folder: string;
  let node: EventNode;
  let postgres: TestPostgres;
  let log: EventLog;
  let pool: Pool;
  const stop = new AbortController();
  const troubles: string[] = [];
  let following: Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-took-back-'));
    node = await startEventNode({ file: join(folder, 'log.sqlite') });
    postgres = await startPostgres();
    log = createEventLog({ url: node.connectionString });
    ({ pool } = await postgres.freshDatabase());
    await migrate(liveTarget(pool));
    following = projectLog({
      log,
      target: liveTarget(pool),
      signal: stop.signal,
      onApplied: () => undefined,
      onTrouble: (error) => troubles.push(error instanceof Error ? error.name : 'unknown'),
    });
  }, 60_000);
  afterAll(async () => {
    stop.abort();
    await following;
    await log.close();
    await postgres.stop();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const record = async (commandId: string, currency: string): Promise<string> => {
    const { position } = await log.record({
      commandId,
      at,
      streams: { account: stream('account', 'acc1') },
      decide: () => ({ account: [{ type: 'CurrencyChosen' as const, at, data: { currency } }] }),
    });
    return position;
  };

  it('loses no event, though the log never went away', async () => {
    expect(await waitForPosition(pool, await record('c1', 'USD'), 30_000)).toBe(true);
    // As after the crash: no row and no checkpoint of the last commits, and connections that work again.
    await pool.query(`truncate read_models.account_timeline, read_models.onboarding;
      update read_models.checkpoints set position = null`);
    expect(await waitForPosition(pool, await record('c2', 'EUR'), 30_000)).toBe(true);
    const { items } = await accountTimelineOf(openReadModels(pool), 'acc1');
    expect(items).toHaveLength(2);
    expect(troubles).toContain('CheckpointsWentBack');
  }, 90_000);
});
