import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupFile, BackupRefused, checkFile, startEventNode, UnusableFile, type EventNode } from '../index';

const folder = mkdtempSync(join(tmpdir(), 'event-node-operations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'log.db');
const notes: string[] = [];
const note = (_fields: object, message: string): void => void notes.push(message);
let node: EventNode;
let client: KurrentDBClient;

beforeAll(async () => {
  node = await startEventNode({ file, metricsPort: 0, log: { info: note, warn: note, error: note } });
  client = KurrentDBClient.connectionString(node.connectionString);
  for (let stream = 0; stream < 3; stream += 1) await client.appendToStream(`thing-${stream}`, things(500));
});

afterAll(async () => {
  await client.dispose();
  await node.stop();
  expect(notes).toEqual(['serving', 'stopped']);
});

const things = (count: number) =>
  Array.from({ length: count }, (_, number) => jsonEvent({ type: 'ThingCounted', data: { number } }));

const get = (path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request({ port: node.metricsPort, host: '127.0.0.1', path }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end();
  });

describe('metrics', () => {
  it('count what is written, and tell how far behind each subscription is', async () => {
    const subscription = client.subscribeToStream('thing-0', { fromRevision: 'end' });
    await new Promise((resolve) => subscription.once('confirmation', resolve).on('data', () => undefined));
    const { status, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(/^event_node_events_total 1500$/m);
    expect(text).toMatch(/^event_node_writes_total\{outcome="written"\} 3$/m);
    expect(text).toMatch(/^event_node_commit_seconds_count 3$/m);
    expect(text).toMatch(/^event_node_log_position 1501$/m);
    expect(text).toMatch(/^event_node_subscriptions 1$/m);
    expect(text).toMatch(
      /^event_node_subscription_behind_events\{subscription="[-0-9a-f]{36}",target="thing-0",connection=".*"\} 0$/m,
    );
    expect(text).toMatch(/^event_node_event_bytes_total [1-9]/m);
    await subscription.unsubscribe();
  });

  it('come with the health of the node', async () => {
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    expect((await get('/other')).status).toBe(404);
  });
});

describe('a backup', () => {
  it('of a running node is whole, and can be served', async () => {
    const to = join(folder, 'running.backup.db');
    const writing = client.appendToStream('thing-3', things(100));
    await node.backup(to);
    await writing;
    expect(checkFile(to)).toMatchObject({ findings: [] });
    const copy = await startEventNode({ file: to });
    const reader = KurrentDBClient.connectionString(copy.connectionString);
    let read = 0;
    for await (const { event } of reader.readStream('thing-1')) read += event ? 1 : 0;
    expect(read).toBe(500);
    await reader.dispose();
    await copy.stop();
  });

  it('of a file that another connection serves is whole', async () => {
    const to = join(folder, 'file.backup.db');
    expect(await backupFile(file, to)).toBeGreaterThanOrEqual(1_501);
    expect(checkFile(to).findings).toEqual([]);
    await expect(backupFile(file, to)).rejects.toThrow(BackupRefused);
  });

  it('that fails leaves nothing behind', async () => {
    const to = join(folder, 'no', 'such', 'folder.db');
    await expect(node.backup(to)).rejects.toThrow();
    expect(existsSync(`${to}.part`)).toBe(false);
  });
});

describe('a check', () => {
  let copies = 0;
  /** The findings in a copy of the log that was tampered with. */
  async function findingsAfter(sql: string): Promise<readonly string[]> {
    const to = join(folder, `tampered-${(copies += 1)}.db`);
    await backupFile(file, to);
    const database = new Database(to);
    database.pragma('foreign_keys = OFF');
    database.exec(sql);
    database.close();
    return checkFile(to).findings;
  }

  it('finds nothing in a file that is served', () => {
    expect(checkFile(file)).toMatchObject({ findings: [], streams: expect.any(Number) });
  });

  it.each([
    [
      'a missing event',
      'DELETE FROM events WHERE position = 1200',
      /stream thing-2 has 499 events .* some are missing/,
    ],
    ['a changed revision', 'UPDATE events SET revision = 777 WHERE position = 1200', /some are missing/],
    [
      'events out of order',
      'UPDATE events SET position = 5000 WHERE position = 1100',
      /at position 1101, before its predecessor/,
    ],
    ['a clock that went back', 'UPDATE events SET created = 5 WHERE position = 700', /the event at 700 is older/],
    ['a short id', "UPDATE events SET id = x'00' WHERE position = 9", /the event at 9 has a position, id/],
    [
      'a type without a name',
      'UPDATE events SET type = 99 WHERE position = 9',
      /the event at 9 is of a stream or a type/,
    ],
    ['a stream without events', "INSERT INTO streams (name) VALUES ('ghost')", /stream ghost has a name but no event/],
    ['a lost label block', 'DELETE FROM label_blocks', /1 label blocks are missing/],
    [
      'a wrong label block',
      'UPDATE label_blocks SET labels = zeroblob(8192)',
      /label block of position 1 does not say/,
    ],
  ])('finds %s', async (_, sql, finding) => {
    expect((await findingsAfter(sql)).join('\n')).toMatch(finding);
  });

  it('refuses what is no file of a node', () => {
    expect(() => checkFile(join(folder, 'nothing.db'))).toThrow('there is no such file');
    const text = join(folder, 'text.db');
    writeFileSync(text, 'no database');
    expect(() => checkFile(text)).toThrow(UnusableFile);
  });
});
