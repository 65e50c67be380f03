import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventNodeNotStarted, type EventNodeProcess, startEventNodeProcess } from '../../driver/event-node';
import { connect, send, type SentAppend } from './writers';

let folder: string;
let file: string;
const running: EventNodeProcess[] = [];

const start = async (): Promise<EventNodeProcess> => {
  const node = await startEventNodeProcess(file);
  running.push(node);
  return node;
};
const append = (id: string): SentAppend => ({ stream: 'thing-1', expected: 'any', ids: [id] });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-node-command-'));
  file = join(folder, 'events.db');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((node) => node.end('SIGKILL')));
  await rm(folder, { recursive: true, force: true });
});

describe('the event node as a command', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says where it is once it is ready, and ends well on %s', async (signal) => {
    const node = await start();
    expect(node.connectionString).toMatch(/^kurrentdb:\/\/127\.0\.0\.1:\d+\?tls=false/);
    const client = connect(node.connectionString);
    expect(await send(client, append('c0ffee00-0000-4000-8000-000000000001'))).toBe(true);
    expect(await node.end(signal)).toBe(0);
    await client.dispose();
  });

  it('refuses the file that another process serves, and says who does', async () => {
    const first = await start();
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EventNodeNotStarted);
    expect(refusal).toMatchObject({ code: 1, said: expect.stringContaining(String(first.pid)) });
    const client = connect(first.connectionString);
    expect(await send(client, append('c0ffee00-0000-4000-8000-000000000002'))).toBe(true);
    await client.dispose();
  });

  it('goes on where its log can not be written, as on a full disk', async () => {
    const nothing = openSync(devNull, 'r'); // takes no line
    const node = await startEventNodeProcess(file, [], nothing).finally(() => closeSync(nothing));
    running.push(node);
    const client = connect(node.connectionString);
    expect(await send(client, append('c0ffee00-0000-4000-8000-000000000004'))).toBe(true);
    await client.dispose();
    expect(await node.end('SIGTERM')).toBe(0);
  });

  it('takes over the file of one that was killed, with all it had', async () => {
    const first = await start();
    const client = connect(first.connectionString);
    const kept = append('c0ffee00-0000-4000-8000-000000000003');
    await send(client, kept);
    await first.end('SIGKILL');
    await client.dispose();
    const second = await start();
    const other = connect(second.connectionString);
    const events = [];
    for await (const { event } of other.readStream('thing-1')) events.push(event?.id);
    expect(events).toEqual(kept.ids);
    await other.dispose();
  });
});
