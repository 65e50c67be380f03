import { END, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { connect } from 'node:http2';
import { type EventNodeProcess } from '../../driver/event-node';
import { type Note } from '../harness/benchmark';
import { residentMiB } from '../harness/cpu';
import { fill, someEvent } from './load';

/** Memory that stays within this many MiB counts as flat. */
const FLAT_MIB = 64;
const mib = (value: number): string => `${Math.round(value)} MiB`;

/** Fills the log and notes how fast, and how the memory of the node went. */
export async function fillNote(
  client: KurrentDBClient,
  node: number,
  total: number,
): Promise<{ note: Note; head: number; rare: number }> {
  const quarters: number[] = [];
  const start = performance.now();
  await fill(client, total, (done) => {
    if (quarters.length < 4 && done >= ((quarters.length + 1) * total) / 4) quarters.push(residentMiB(node));
  });
  const perSecond = Math.round((total / (performance.now() - start)) * 1000);
  const [first = 0] = quarters;
  const last = quarters.at(-1) ?? 0;
  const { head, rare } = await count(client);
  return {
    head,
    rare,
    note: {
      note:
        `append of ${total.toLocaleString('en-US')} events (500 a call, 8 in flight): ${perSecond.toLocaleString('en-US')} events/s; ` +
        `memory of the node after each quarter: ${quarters.map(mib).join(', ')}; flat (within ${FLAT_MIB} MiB after the first quarter)`,
      met: last - first <= FLAT_MIB,
    },
  };
}

/** How many events there are up to the end, and how many of the rare ones. */
async function count(client: KurrentDBClient): Promise<{ head: number; rare: number }> {
  let head = 0;
  for await (const { event } of client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 1 })) {
    head = Number(event?.position.commit ?? 0n);
  }
  let rare = 0;
  const filter = { filterOn: 'streamName', checkpointInterval: 1, prefixes: ['rare-'] } as const;
  for await (const _ of client.readAll({ filter: { ...filter, prefixes: ['rare-'] } })) rare += 1;
  return { head, rare };
}

/** Subscription to `$all` from the start (ReadReq with fields 2, 6, 8 and 9 of its options). */
const SUBSCRIBE = Buffer.from([
  0, 0, 0, 0, 14, 0x0a, 0x0c, 0x12, 0x02, 0x12, 0x00, 0x32, 0x00, 0x42, 0x00, 0x4a, 0x02, 0x12, 0x00,
]);

/** Subscribes without reading on, appends, and notes the memory of the node before and after. */
export async function stalledNote(client: KurrentDBClient, node: EventNodeProcess, events: number): Promise<Note> {
  const session = connect(node.connectionString.replace(/^\w+:/, 'http:').replace(/\?.*/, ''));
  session.on('error', () => undefined);
  const path = '/event_store.client.streams.Streams/Read';
  const call = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  call.on('error', () => undefined);
  call.end(SUBSCRIBE);
  await new Promise((resolve) => call.once('readable', resolve));
  const before = residentMiB(node.pid);
  for (let done = 0; done < events; done += 500) {
    await client.appendToStream(
      'stalled-1',
      Array.from({ length: 500 }, () => someEvent()),
    );
  }
  const after = residentMiB(node.pid);
  session.destroy();
  return {
    note: `a subscriber that reads nothing while ${events.toLocaleString('en-US')} events are appended: memory of the node ${mib(before)} before, ${mib(after)} after; flat`,
    met: after - before <= FLAT_MIB,
  };
}
