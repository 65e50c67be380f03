import { ANY, NO_STREAM } from '@kurrent/kurrentdb-client';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { collect, events, ids, newStream, streamOf } from './events';
import { eventually, refusalOf, rule, SAME } from './rule';
import { clientOf, storeUnderTest } from './store';

const store = storeUnderTest();

/** Stands between client and store; once told so, it lets questions through and swallows the answers. */
class DeafProxy {
  private deaf = false;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async before(connectionString: string): Promise<{ proxy: DeafProxy; connectionString: string }> {
    const target = new URL(connectionString.replace(/^\w+:/, 'http:'));
    const server = createServer((client) => proxy.join(client, createConnection(Number(target.port), target.hostname)));
    const proxy = new DeafProxy(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { proxy, connectionString: connectionString.replace(target.host, `127.0.0.1:${port}`) };
  }

  swallowAnswers(): void {
    this.deaf = true;
  }

  /** Cuts every connection; new ones work again. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.deaf = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(client: Socket, upstream: Socket): void {
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => {
      if (!this.deaf) client.write(bytes);
    });
  }
}

describe('7. an append whose answer is lost', () => {
  for (const [name, state] of [
    ['any', ANY],
    ['no_stream', NO_STREAM],
    ['an exact revision', 0n],
  ] as const) {
    rule(`with ${name}, sent again, is answered with the revision and position of the first time`, SAME, async () => {
      const { proxy, connectionString } = await DeafProxy.before(store.connectionString);
      const client = clientOf(connectionString);
      const stream = state === 0n ? (await streamOf(store.client, 1)).stream : newStream();
      const append = events(3);
      await client.appendToStream(newStream(), events(1));
      proxy.swallowAnswers();
      const lost = refusalOf(client.appendToStream(stream, append, { streamState: state }));
      const stored = () => collect(store.client.readStream(stream)).catch(() => []);
      await eventually('the append is stored', async () => (await stored()).length >= 3);
      proxy.cut();
      await lost;
      const answer = await client.appendToStream(stream, append, { streamState: state });
      const read = await stored();
      expect(ids(read).slice(-3)).toEqual(append.map(({ id }) => id));
      expect(read).toHaveLength(state === 0n ? 4 : 3);
      expect(answer).toMatchObject({
        nextExpectedRevision: read.at(-1)?.event?.revision,
        position: read.at(-1)?.event?.position,
      });
      await client.dispose();
      proxy.close();
    });
  }

  rule('a subscription that breaks goes on from the last position, missing and repeating nothing', SAME, async () => {
    const { proxy, connectionString } = await DeafProxy.before(store.connectionString);
    const client = clientOf(connectionString);
    const stream = newStream();
    await store.client.appendToStream(stream, events(200));
    const seen: bigint[] = [];
    const readUntilCut = async (): Promise<void> => {
      const subscription = client.subscribeToStream(stream, { fromRevision: seen.at(-1) ?? 'start' });
      subscription.on('error', () => undefined);
      for await (const { event } of subscription) seen.push(event?.revision ?? -1n);
    };
    const first = readUntilCut().catch(() => undefined);
    await eventually('the first events', () => seen.length >= 200);
    proxy.cut();
    await first;
    await store.client.appendToStream(stream, events(200));
    const second = readUntilCut().catch(() => undefined);
    await eventually('the rest', () => seen.length >= 400);
    proxy.close();
    await second;
    expect(seen).toEqual(Array.from({ length: 400 }, (_, n) => BigInt(n)));
    await client.dispose();
  });
});
