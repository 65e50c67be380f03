import {
  type AllStreamResolvedEvent,
  binaryEvent,
  type EventData,
  jsonEvent,
  type KurrentDBClient,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';

/** A stream name nobody else uses, in the category given. */
export const newStream = (category = 'thing'): string => `${category}-${randomUUID()}`;

/** An event with some content; `id` makes it a repeat of another one. */
export const event = (id: string = randomUUID(), type = 'Tested'): EventData =>
  jsonEvent({ id, type, data: { n: 1 }, metadata: { by: 'conformance' } });

/** As many different events as asked for. */
export const events = (count: number, type = 'Tested'): EventData[] =>
  Array.from({ length: count }, () => event(randomUUID(), type));

/** An event of bytes. */
export const bytes = (data: Uint8Array, type = 'Bytes'): EventData =>
  binaryEvent({ id: randomUUID(), type, data, metadata: undefined });

/** Everything a read returns, in order. */
export async function collect<E>(read: AsyncIterable<E>): Promise<E[]> {
  const all: E[] = [];
  for await (const one of read) all.push(one);
  return all;
}

/** The revisions a read returns, in order, as numbers. */
export const revisions = (read: readonly ResolvedEvent[]): number[] =>
  read.map(({ event: recorded, link }) => Number((link ?? recorded)?.revision));

/** The ids a read returns, in order. */
export const ids = (read: readonly (ResolvedEvent | AllStreamResolvedEvent)[]): (string | undefined)[] =>
  read.map(({ event: recorded }) => recorded?.id);

/** A stream with `count` events; answers its name, its event ids and the position of each event. */
export async function streamOf(
  client: KurrentDBClient,
  count: number,
): Promise<{ stream: string; written: EventData[]; positions: bigint[] }> {
  const stream = newStream();
  const written = events(count);
  const positions: bigint[] = [];
  for (const one of written) {
    const { position } = await client.appendToStream(stream, one);
    positions.push(position?.commit ?? -1n);
  }
  return { stream, written, positions };
}
