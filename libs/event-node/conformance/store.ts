import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventNode, type EventNodeOptions, startEventNode } from '../src';

/** A store that answers, and how to reach it. */
export interface Store {
  readonly client: KurrentDBClient;
  readonly connectionString: string;
}

/** A folder of this test's own; `remove` it at the end. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'event-node-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A client of its own for a store; `dispose()` it at the end. */
export const clientOf = (connectionString: string): KurrentDBClient =>
  KurrentDBClient.connectionString(connectionString);

/**
 * The store of a spec file: the one `KURRENTDB_URL` names, or an embedded node of its own on a fresh file. Tests take
 * new stream names each, so that a shared cluster does as well.
 */
export function storeUnderTest(): Store {
  return openedForFile(process.env['KURRENTDB_URL']);
}

/** An embedded node for a spec file, whatever `KURRENTDB_URL` says: for rules that are this node's own. */
export function embeddedNode(): Store {
  return openedForFile(undefined);
}

function openedForFile(url: string | undefined): Store {
  let opened: Store | undefined;
  let close = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const started = url === undefined ? await startFresh() : { connectionString: url, stop: close };
    const client = clientOf(started.connectionString);
    opened = { client, connectionString: started.connectionString };
    close = async () => {
      await client.dispose();
      await started.stop();
    };
  });
  afterAll(() => close());
  const ready = (): Store => {
    if (!opened) throw new Error('the store opens before the first test of the file');
    return opened;
  };
  return {
    get client() {
      return ready().client;
    },
    get connectionString() {
      return ready().connectionString;
    },
  };
}

/** A file that a test serves again and again. Everything is stopped and removed after each test. */
export function servedFile(): {
  readonly file: string;
  serve: (file?: string, options?: Partial<EventNodeOptions>) => Promise<EventNode & { client: KurrentDBClient }>;
} {
  let folder: { path: string; remove: () => Promise<void> };
  let opened: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
    opened = [];
  });
  afterEach(async () => {
    for (const close of opened.reverse()) await close();
    await folder.remove();
  });
  return {
    get file() {
      return join(folder.path, 'events.db');
    },
    async serve(file = join(folder.path, 'events.db'), options = {}) {
      const node = await startEventNode({ file, port: 0, ...options });
      const client = clientOf(node.connectionString);
      let running = true;
      const stop = async (): Promise<void> => {
        if (!running) return;
        running = false;
        await node.stop();
        await client.dispose();
      };
      opened.push(stop);
      return { ...node, client, stop };
    },
  };
}

async function startFresh(): Promise<{ connectionString: string; stop: () => Promise<void> }> {
  const folder = await temporaryFolder();
  const node = await startEventNode({ file: join(folder.path, 'events.db'), port: 0 });
  return {
    connectionString: node.connectionString,
    stop: async () => {
      await node.stop();
      await folder.remove();
    },
  };
}
