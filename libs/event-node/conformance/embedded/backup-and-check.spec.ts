import { NO_STREAM } from '@kurrent/kurrentdb-client';
import Database from 'better-sqlite3';
import { writeFile } from 'node:fs/promises';
import { BackupRefused, backupFile, checkFile, UnusableFile } from '../../src';
import { collect, event, events, ids, newStream } from '../events';
import { eventually, refusalOf } from '../rule';
import { servedFile } from '../store';

const served = servedFile();
const copyOf = (file: string): string => `${file}.copy`;

describe('an on-line backup', () => {
  it('is a file that holds all that was acknowledged before it began, and can be served', async () => {
    const { client, backup } = await served.serve();
    const before: string[] = [];
    const streams = Array.from({ length: 8 }, () => newStream());
    for (const stream of streams) {
      const written = events(20);
      await client.appendToStream(stream, written, { streamState: NO_STREAM });
      before.push(...written.map(({ id }) => id));
    }
    await backup(copyOf(served.file));
    const copy = await served.serve(copyOf(served.file));
    const found = new Set(ids(await collect(copy.client.readAll())));
    expect(before.filter((id) => !found.has(id))).toEqual([]);
    await copy.client.appendToStream(streams[0] ?? '', event(), { streamState: 19n });
  });

  it('made under load is a prefix of the log, never a hole or half an append, and harms no writer', async () => {
    const { client, backup } = await served.serve();
    let writing = true;
    const load = Promise.all(
      Array.from({ length: 8 }, async () => {
        const stream = newStream();
        for (let n = 0; writing; n += 1)
          await client.appendToStream(stream, events(7), { streamState: n === 0 ? NO_STREAM : BigInt(7 * n - 1) });
      }),
    );
    const size = async (): Promise<number> => (await collect(client.readAll())).length;
    await eventually('some events', async () => (await size()) > 500);
    await backup(copyOf(served.file));
    writing = false;
    await load;
    expect(checkFile(copyOf(served.file)).findings).toEqual([]);
    const whole = ids(await collect(client.readAll()));
    const copy = await served.serve(copyOf(served.file));
    const copied = ids(await collect(copy.client.readAll()));
    expect(copied.length).toBeGreaterThan(500);
    expect(copied).toEqual(whole.slice(0, copied.length));
    expect((copied.length - 1) % 7).toBe(0);
  });

  it('can be made of a file that another one serves, and says up to where', async () => {
    const { client } = await served.serve();
    const { position } = await client.appendToStream(newStream(), events(3));
    expect(await backupFile(served.file, copyOf(served.file))).toBe(Number(position?.commit));
    await client.appendToStream(newStream(), event());
  });

  it('is refused where there is a file already, and leaves that as it is', async () => {
    const { backup } = await served.serve();
    await writeFile(copyOf(served.file), 'precious');
    expect(await refusalOf(backup(copyOf(served.file)))).toBeInstanceOf(BackupRefused);
    expect(await refusalOf(served.serve(copyOf(served.file)))).toBeInstanceOf(UnusableFile);
  });
});

describe('the check of a file', () => {
  /** A file with streams in every state, no longer served; then changed behind the node's back. */
  async function fileWith(damage?: string): Promise<string[]> {
    const { client, stop } = await served.serve();
    for (let n = 0; n < 5; n += 1) await client.appendToStream(`thing-${n}`, events(4));
    await client.setStreamMetadata('thing-1', { maxCount: 2 });
    await client.deleteStream('thing-2');
    await client.tombstoneStream('thing-3');
    await client.deleteStream('thing-4');
    await client.appendToStream('thing-4', event());
    await stop();
    const database = new Database(served.file);
    if (damage !== undefined) database.exec(damage);
    database.close();
    return [...checkFile(served.file).findings];
  }

  it('finds nothing in a sound file, served or not, and counts it', async () => {
    expect(await fileWith()).toEqual([]);
    await served.serve();
    expect(checkFile(served.file)).toMatchObject({
      findings: [],
      streams: expect.any(Number),
      events: expect.any(Number),
    });
    expect(checkFile(served.file).events).toBeGreaterThan(25);
  });

  const damages: Record<string, [sql: string, finding: RegExp]> = {
    'a lost event in the middle of a stream': [
      "DELETE FROM events WHERE revision = 1 AND stream = (SELECT id FROM streams WHERE name = 'thing-0')",
      /thing-0.*missing/,
    ],
    'a lost first event': [
      "DELETE FROM events WHERE revision = 0 AND stream = (SELECT id FROM streams WHERE name = 'thing-0')",
      /thing-0/,
    ],
    'events whose positions do not follow their revisions': [
      "UPDATE events SET revision = 100 - revision WHERE stream = (SELECT id FROM streams WHERE name = 'thing-0')",
      /thing-0/,
    ],
    'an id that is none': ["UPDATE events SET id = x'00' WHERE position = 5", /position|at 5/],
    'a clock that went back': ['UPDATE events SET created = created - 1000000 WHERE position = 9', /at 9.*older/],
    'an event of a stream without a name': [
      'PRAGMA foreign_keys = OFF; UPDATE events SET stream = 999 WHERE position = 5',
      /at 5/,
    ],
  };
  for (const [name, [sql, finding]] of Object.entries(damages)) {
    it(`finds ${name}`, async () => {
      expect(await fileWith(sql)).toContainEqual(expect.stringMatching(finding));
    });
  }

  it('refuses what is no file of a node', async () => {
    await writeFile(served.file, 'a letter');
    expect(() => checkFile(served.file)).toThrow(UnusableFile);
    expect(() => checkFile(`${served.file}.not-there`)).toThrow(UnusableFile);
  });
});
