import { stat } from 'node:fs/promises';
import { bytes, collect, newStream } from '../events';
import { RawStore, readOptions } from '../raw';
import { eventually } from '../rule';
import { servedFile } from '../store';

const MIB = 1024 * 1024;
const EVENT = Buffer.alloc(MIB / 4, 7);

const served = servedFile();

describe('a subscriber that stops reading', () => {
  it('holds up no append, does not let the write-ahead log grow, costs no memory, and gets all once it reads on', async () => {
    const node = await served.serve();
    const stream = newStream();
    const raw = new RawStore(node.connectionString);
    const stalled = Array.from({ length: 4 }, () =>
      raw.open('streams', 'Read', readOptions(stream, { count: undefined, subscription: {} })),
    );
    for (const call of stalled) {
      call.on('error', () => undefined);
      call.pause();
    }
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 60; n += 1)
      await node.client.appendToStream(stream, [bytes(EVENT), bytes(EVENT), bytes(EVENT)]);
    const { size } = await stat(`${served.file}-wal`);
    expect(size).toBeLessThan(40 * MIB);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
    const [awake] = stalled;
    let received = 0;
    awake?.on('data', (message: object) => (received += 'event' in message ? 1 : 0));
    awake?.resume();
    await eventually('the one that reads on gets all', () => received === 180, 60_000);
    for (const call of stalled) call.cancel();
    raw.close();
    expect(await collect(node.client.readStream(stream))).toHaveLength(180);
  }, 180_000);

  it('that goes away in the middle is forgotten: 50 of them leave the node as it was', async () => {
    const node = await served.serve();
    const stream = newStream();
    await node.client.appendToStream(
      stream,
      Array.from({ length: 40 }, () => bytes(EVENT)),
    );
    for (let n = 0; n < 50; n += 1) {
      const raw = new RawStore(node.connectionString);
      const call = raw.open('streams', 'Read', readOptions(stream, { count: undefined, subscription: {} }));
      call.on('error', () => undefined);
      await new Promise((resolve) => call.once('data', resolve));
      call.pause();
      if (n % 2 === 0) call.cancel();
      raw.close();
    }
    expect(await collect(node.client.readStream(stream))).toHaveLength(40);
  }, 180_000);
});
