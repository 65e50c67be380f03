import { startStack, type Stack } from '@onfile/infra';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers, type Servers } from '../bench/journeys/servers';
import { Bank } from '../driver/bank';
import { mintCardNumber } from '../driver/cards';
import { askPatiently } from '../driver/http';
import { Onfile } from '../driver/onfile';

const MINUTE_MS = 60_000;

describe('a stack on servers that run elsewhere', () => {
  let servers: Servers;
  let postgres: TestPostgres;
  let stack: Stack;

  beforeAll(async () => {
    servers = await startServers();
    postgres = await startPostgres({ durable: true });
    const env = {
      TEMPORAL_ADDRESS: servers.temporal.address,
      KURRENTDB_URL: servers.node.connectionString,
      DATABASE_URL: (await postgres.freshDatabase()).url,
    };
    stack = await startStack({ data: await mkdtemp(join(tmpdir(), 'onfile-elsewhere-')), env });
  }, 3 * MINUTE_MS);
  afterAll(async () => {
    await stack?.stop();
    await Promise.all([servers?.stop(), postgres?.stop()]);
    if (stack) await rm(stack.data, { recursive: true, force: true });
  }, MINUTE_MS);

  it('starts none of its own, and says where they are', () => {
    const own = Object.keys(stack.pids);
    expect(own).toEqual(expect.arrayContaining(['api', 'worker', 'projector', 'bank-sim']));
    expect(own.filter((child) => ['temporal', 'event-node', 'postgres'].includes(child))).toStrictEqual([]);
    expect(stack.urls).toMatchObject({ temporal: servers.temporal.address, eventLog: servers.node.connectionString });
  });

  it(
    'adds a card there, and leaves the servers running when it stops',
    async () => {
      const bank = new Bank(stack.urls.bank, stack.apiKeys.bank, askPatiently);
      const onfile = new Onfile(stack.urls.api, bank, askPatiently);
      const customer = await onfile.register({ region: 'DE', registeredAt: new Date().toISOString() });
      const cardId = await customer.addsCard({ number: mintCardNumber() });
      const { body } = await customer.get('/v1/payment-methods/as-of');
      expect(body).toMatchObject({ cards: [{ cardId, isDefault: true }] });
      await stack.stop();
      expect([servers.temporal.pid, servers.node.pid].map((pid) => process.kill(pid, 0))).toStrictEqual([true, true]);
    },
    3 * MINUTE_MS,
  );
});
