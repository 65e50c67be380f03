import { frame } from '../grpc/frames';
import type { EventLog } from '../log/event-log';
import { methodCodec } from '../wire/definitions';
import type { ReadRequest } from './read-request';

const codec = methodCodec<object, object>('event_store.client.streams.Streams', 'Read');

/** Takes framed messages for the client. */
export type Send = (frames: Uint8Array) => void;

/** What a subscription delivers. It remembers how far it has come, nothing else. */
export interface Feed {
  /** The stream, or `$all`. */
  readonly target: string;
  /** Events it has not looked at yet. */
  behind(): number;
  /** Sends the next page; answers whether it has come to the end. @throws {CallError} when the stream is deleted. */
  advance(send: Send): boolean;
}

/** Events that are read from the database at once. */
export const PAGE_EVENTS = 256;

/** Tells the client that what follows is live. */
export function caughtUp(at: { stream_revision?: number; position?: object }): Buffer {
  const now = Date.now();
  const timestamp = { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1e6 };
  return frame(codec.encode({ caught_up: { timestamp, ...at } }));
}

/** A place in the log as messages carry it. */
export const place = (position: number): object => ({ commit_position: position, prepare_position: position });

/** The position after which a subscription to the log starts. */
export function logStart({ head }: EventLog, { from, isBetween }: ReadRequest): number {
  if (from === 'start') return 0;
  return from === 'end' ? head : from - (isBetween ? 1 : 0);
}
