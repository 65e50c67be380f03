import { createEventLog, stream } from '@onfile/event-log';
import { type EventNode, startEventNode } from '@onfile/event-node';
import { choosePorts } from '@onfile/infra';
import { accountTimelineOf, openReadModels, waitForPosition } from '@onfile/read-models';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProjectorProcess } from '../driver/projector';
import { eventually } from '../workflows/bench/with-bench';

const at = '2024-05-10T08:00:00.000Z';

describe('the projector process', () => {
  let folder: string;
  let node: EventNode;
  let postgres: TestPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-projector-'));
    // Not a port that systems hand out: nobody takes it while the node is away.
    const { port } = await choosePorts(['port']);
    node = await startEventNode({ file: join(folder, 'log.sqlite'), port });
    postgres = await startPostgres();
  }, 180_000);
  afterAll(async () => {
    await postgres.stop();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('waits for the log, follows it, survives its restart, and stops on SIGTERM with 0', async () => {
    const { pool, url } = await postgres.freshDatabase();
    const { port, connectionString } = node;
    await node.stop();
    const projector = await startProjectorProcess(connectionString, url);
    const log = createEventLog({ url: connectionString });
    const statusOf = async (path: string) => (await fetch(`${projector.url}${path}`)).status;
    const record = (commandId: string, currency: string) =>
      log.record({
        commandId,
        at,
        streams: { account: stream('account', 'acc1') },
        decide: () => ({ account: [{ type: 'CurrencyChosen' as const, at, data: { currency } }] }),
      });
    try {
      expect(await statusOf('/health/live')).toBe(200);
      expect(await statusOf('/health/ready')).toBe(503);
      node = await startEventNode({ file: join(folder, 'log.sqlite'), port });
      await eventually(async () => (await statusOf('/health/ready')) === 200);
      const first = await record('c1', 'USD');
      expect(await waitForPosition(pool, first.position, 45_000)).toBe(true);

      await node.stop();
      node = await startEventNode({ file: join(folder, 'log.sqlite'), port });
      const second = await record('c2', 'EUR');
      expect(await waitForPosition(pool, second.position, 45_000)).toBe(true);
      const { items } = await accountTimelineOf(openReadModels(pool), 'acc1');
      expect(items).toHaveLength(2);
      const figures = await (await fetch(`${projector.url}/metrics`)).text();
      expect(figures).toMatch(/onfile_projector_events_total 2/);
    } finally {
      await log.close();
      expect(await projector.end('SIGTERM')).toBe(0);
    }
  }, 240_000);
});
