import { collect, event, newStream } from '../events';
import { clientOf, embeddedNode } from '../store';

const node = embeddedNode();

describe('the connection string of a node', () => {
  it('spares a client the half second it waits before its first read, unless told that the store is near', async () => {
    const stream = newStream();
    await node.client.appendToStream(stream, event());
    const waits: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const client = clientOf(node.connectionString);
      const start = performance.now();
      await collect(client.readStream(stream));
      waits.push(performance.now() - start);
      await client.dispose();
    }
    expect(Math.min(...waits)).toBeLessThan(400);
  });
});
