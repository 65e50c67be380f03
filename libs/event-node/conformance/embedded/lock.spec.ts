import { stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEventNode, UnusableFile } from '../../src';
import { collect, event, newStream } from '../events';
import { refusalOf } from '../rule';
import { servedFile } from '../store';

const served = servedFile();

describe('one file, one node', () => {
  it('refuses a second node on the same file and leaves the first alone', async () => {
    const { client } = await served.serve();
    const refusal = await refusalOf(served.serve());
    expect(refusal).toBeInstanceOf(UnusableFile);
    const stream = newStream();
    await client.appendToStream(stream, event());
    expect(await collect(client.readStream(stream))).toHaveLength(1);
  });

  it('refuses it by another name of the same file too', async () => {
    await served.serve();
    const other = join(served.file, '..', 'other.db');
    await symlink(served.file, other);
    expect(await refusalOf(served.serve(other))).toBeInstanceOf(UnusableFile);
  });

  it('lets the next one in once the first has stopped', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { client, stop } = await served.serve();
      await client.appendToStream('thing-1', event());
      await stop();
    }
    const { client } = await served.serve();
    expect(await collect(client.readStream('thing-1'))).toHaveLength(5);
  });

  it('is released when a start fails', async () => {
    const { stop } = await served.serve();
    await stop();
    await refusalOf(startEventNode({ file: served.file, host: '0.0.0.0' }));
    await expect(served.serve()).resolves.toBeDefined();
  });
});

describe('what a node will not serve', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.org'])(
    'the address %s: it listens on loopback only',
    async (host) => {
      expect(await refusalOf(startEventNode({ file: served.file, host }))).toBeInstanceOf(RangeError);
    },
  );

  it('a file that is no database, said with what to do', async () => {
    await writeFile(served.file, 'this is a letter, not a database. '.repeat(200));
    const refusal = await refusalOf(served.serve());
    expect(refusal).toBeInstanceOf(UnusableFile);
    expect(refusal.message).toMatch(/damaged.*backup/);
    expect((await stat(served.file)).size).toBe(6_800);
  });

  it('a folder that is not there', async () => {
    expect(await refusalOf(served.serve(join(served.file, 'nowhere', 'events.db')))).toBeInstanceOf(UnusableFile);
  });

  it('a file whose middle was overwritten', async () => {
    const { client, stop } = await served.serve();
    for (let n = 0; n < 20; n += 1) await client.appendToStream(newStream(), event());
    await stop();
    const { size } = await stat(served.file);
    const { open } = await import('node:fs/promises');
    const file = await open(served.file, 'r+');
    await file.write(Buffer.alloc(size - 8192, 0xee), 0, size - 8192, 4096);
    await file.close();
    const refusal = await refusalOf(served.serve());
    expect(refusal).toBeInstanceOf(UnusableFile);
    expect(refusal.message).toMatch(/damaged/);
  });
});
