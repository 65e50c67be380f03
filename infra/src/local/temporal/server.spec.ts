import { searchAttributes } from '@onfile/temporal';
import { Client, Connection } from '@temporalio/client';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts } from '../ports';
import { waitUntil } from '../readiness';
import type { Stack } from '../start-stack';
import { guarded } from '../testing/guarded';
import { temporalCliPath } from './programs';
import { temporalServer } from './server';

const LIMIT_MS = 60_000;

describe("Temporal's server in the stack", () => {
  let folder: string;
  let port: number;
  let stack: Stack;
  const connections: Connection[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onfile-temporal-'));
    ({ port } = await choosePorts(['port']));
    const program = await temporalCliPath();
    stack = await guarded(folder, () => temporalServer({ program, folder: join(folder, 'temporal'), port }));
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => Promise.all(connections.splice(0).map((connection) => connection.close())));

  const connect = async (): Promise<Client> => {
    const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
    connections.push(connection);
    return new Client({ connection });
  };

  it('knows every search attribute of ours', async () => {
    const { connection } = await connect();
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes)).toEqual(
      expect.arrayContaining(Object.values(searchAttributes).map(({ name }) => name)),
    );
  });

  it('still has a workflow whose start it acknowledged after a kill', async () => {
    const client = await connect();
    await client.workflow.start('waitsForAWorker', { taskQueue: 'nobody', workflowId: 'kept/1' });
    const before = stack.pids['temporal'];
    stack.kill('temporal');
    expect(await waitUntil(() => ![undefined, before].includes(stack.pids['temporal']), LIMIT_MS)).toBe(true);
    await stack.ready();
    const { status } = await (await connect()).workflow.getHandle('kept/1').describe();
    expect(status.name).toBe('RUNNING');
  }, 240_000);

  it('keeps its database in the folder, in the mode that survives a kill', () => {
    const header = readFileSync(join(folder, 'temporal', 'temporal.sqlite')).subarray(0, 20);
    expect(header.toString('latin1', 0, 15)).toBe('SQLite format 3');
    // Bytes 18 and 19 are 2 for write-ahead logging.
    expect([header[18], header[19]]).toEqual([2, 2]);
  });
});
