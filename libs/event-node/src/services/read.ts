import { setImmediate as turn } from 'node:timers/promises';
import type { Call } from '../grpc/call';
import { serverStream, type Method } from '../grpc/methods';
import type { EventLog } from '../log/event-log';
import { readable } from '../log/readable';
import type { Page } from '../log/reader';
import { resolved } from '../log/resolve-link';
import type { StoredEvent } from '../log/stored-event';
import { methodCodec } from '../wire/definitions';
import { EventEncoder } from '../wire/event-encoder';
import type { ReadOptions } from '../wire/messages';
import { FilteredReading } from './filtered-reading';
import { readRequest, type ReadRequest } from './read-request';
import { streamDeleted } from './refusals';
import type { Subscriptions } from './subscriptions';

const codec = methodCodec<{ readonly options?: ReadOptions | null }, object>(
  'event_store.client.streams.Streams',
  'Read',
);

/** Events that are read from the database at once. */
const PAGE_EVENTS = 256;

/** Read: of a stream or of the log, once (section 10) or for as long as the client listens (section 11). */
export const read = (log: EventLog, subscriptions: Subscriptions): [string, Method] => [
  codec.path,
  serverStream(async (bytes, call) => {
    const request = readRequest(codec.decode(bytes).options);
    if (request.count === undefined) return subscriptions.serve(call, request);
    if (request.filter) return new FilteredReading(log, call, request, request.filter).run(request.count);
    const reading = new Reading(log, call, request, request.count);
    return request.stream === undefined ? reading.all() : reading.stream(request.stream);
  }),
];

class Reading {
  private readonly encoder: EventEncoder;
  private left: number;

  constructor(
    private readonly log: EventLog,
    private readonly call: Call,
    private readonly request: ReadRequest,
    count: number,
  ) {
    this.encoder = new EventEncoder(log.names, request.uuids);
    this.left = count;
  }

  async stream(name: string): Promise<void> {
    const state = this.log.states.of(name);
    if (this.log.states.isTombstoned(state)) throw streamDeleted(name);
    const { id } = state;
    if (id === undefined || state.last < 0 || this.log.states.metadata(state).softDeleted) {
      this.call.send(codec.encode({ stream_not_found: { stream_identifier: { stream_name: Buffer.from(name) } } }));
      return;
    }
    const { reader } = this.log;
    const { first, last } = readable(this.log, state, Date.now());
    const { from, backwards } = this.request;
    if (backwards) {
      const start = from === 'end' ? last : from === 'start' ? 0 : Math.min(from, last);
      await this.pages(
        start,
        (to, count) => reader.streamBackwards(id, first, to, count),
        ({ revision }) => revision - 1,
      );
    } else {
      const start = from === 'end' ? Infinity : from === 'start' ? first : Math.max(from, first);
      await this.pages(
        start,
        (at, count) => reader.streamForwards(id, at, last, count),
        ({ revision }) => revision + 1,
      );
    }
  }

  async all(): Promise<void> {
    const { reader, head } = this.log;
    const { from, backwards } = this.request;
    if (backwards) {
      const start = from === 'end' ? head : from === 'start' ? 0 : Math.min(from - 1, head);
      await this.pages(
        start,
        (to, count) => reader.allBackwards(1, to, count),
        ({ position }) => position - 1,
      );
    } else {
      const start = from === 'end' ? Infinity : from === 'start' ? 1 : from;
      await this.pages(
        start,
        (at, count) => reader.allForwards(at, head, count),
        ({ position }) => position + 1,
      );
    }
  }

  /** Reads and sends page after page. `next` is where the page after an event starts. */
  private async pages(
    start: number,
    read: (at: number, count: number) => Page,
    next: (event: StoredEvent) => number,
  ): Promise<void> {
    let at = start;
    while (this.left > 0 && !this.call.isOver) {
      const { events, bytes, isLast } = read(at, Math.min(this.left, PAGE_EVENTS));
      this.encoder.expect(events.length, bytes);
      for (const event of events) this.encode(event);
      if (this.encoder.length > 0) this.call.sendFrames(this.encoder.take());
      if (isLast) return;
      at = next(events.at(-1)!);
      await (this.call.congested ? this.call.drained() : turn());
    }
  }

  /** Streams that nobody sees in the log can be read by their name. */
  private encode(event: StoredEvent): void {
    const { log, request } = this;
    if (request.stream === undefined && log.names.isHidden(event.stream)) return;
    this.encoder.event(resolved(log, event, request.resolveLinks));
    this.left -= 1;
  }
}
