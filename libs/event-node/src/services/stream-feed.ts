import type { EventLog } from '../log/event-log';
import { readable } from '../log/readable';
import { resolved } from '../log/resolve-link';
import { TOMBSTONE_REVISION } from '../log/stored-event';
import type { StreamState } from '../log/stream-states';
import { EventEncoder } from '../wire/event-encoder';
import { caughtUp, PAGE_EVENTS, type Feed, type Send } from './feed';
import type { ReadRequest } from './read-request';
import { streamDeleted } from './refusals';

/** A subscription to one stream, which need not be there yet. */
export class StreamFeed implements Feed {
  private readonly encoder: EventEncoder;
  /** Revision of the last event delivered or passed over. */
  private cursor: number;
  private isLive = false;

  constructor(
    private readonly log: EventLog,
    private readonly request: ReadRequest,
    readonly target: string,
  ) {
    const state = this.state();
    if (log.states.isTombstoned(state)) throw streamDeleted(target);
    const { from, uuids } = request;
    this.encoder = new EventEncoder(log.names, uuids);
    this.cursor = from === 'start' ? -1 : from === 'end' ? state.last : from;
  }

  behind(): number {
    return Math.max(0, this.state().last - this.cursor);
  }

  advance(send: Send): boolean {
    const state = this.state();
    this.readNext(state);
    const isAtEnd = this.cursor >= state.last;
    if (isAtEnd && this.log.states.isTombstoned(state)) {
      this.encodeTombstone(state);
      if (this.encoder.length > 0) send(this.encoder.take());
      throw streamDeleted(this.target);
    }
    if (this.encoder.length > 0) send(this.encoder.take());
    if (isAtEnd && !this.isLive) {
      this.isLive = true;
      send(caughtUp(this.cursor >= 0 ? { stream_revision: this.cursor } : {}));
    }
    return isAtEnd;
  }

  /** While it catches up, truncated events are passed over; live events come as they are. */
  private readNext(state: StreamState): void {
    const { id, last } = state;
    if (id === undefined || this.cursor >= last) return;
    const first = this.isLive ? 0 : readable(this.log, state, Date.now()).first;
    const { events, isLast } = this.log.reader.streamForwards(id, Math.max(this.cursor + 1, first), last, PAGE_EVENTS);
    for (const event of events) this.encoder.event(resolved(this.log, event, this.request.resolveLinks));
    this.cursor = isLast ? last : events.at(-1)!.revision;
  }

  private encodeTombstone({ id }: StreamState): void {
    const event = id === undefined ? undefined : this.log.reader.newest(id);
    if (event && event.revision >= TOMBSTONE_REVISION) this.encoder.event({ event, position: event.position });
  }

  private state(): StreamState {
    return this.log.states.of(this.target);
  }
}
