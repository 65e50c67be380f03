import type { EventLog } from '../log/event-log';
import { resolved } from '../log/resolve-link';
import type { StoredEvent } from '../log/stored-event';
import { EventEncoder } from '../wire/event-encoder';
import { caughtUp, PAGE_EVENTS, type Feed, type Send } from './feed';
import type { ReadRequest } from './read-request';

/** A subscription to the whole log, perhaps with a filter. */
export class AllFeed implements Feed {
  readonly target = '$all';
  private readonly encoder: EventEncoder;
  /** Position of the last event looked at. */
  private cursor: number;
  private isLive = false;
  private lookedAt = 0;
  private checkpoint: number;

  constructor(
    private readonly log: EventLog,
    private readonly request: ReadRequest,
  ) {
    const { from, isBetween, uuids } = request;
    this.encoder = new EventEncoder(log.names, uuids);
    this.cursor = from === 'start' ? 0 : from === 'end' ? log.head : from - (isBetween ? 1 : 0);
    this.checkpoint = this.cursor;
  }

  behind(): number {
    return Math.max(0, this.log.head - this.cursor);
  }

  advance(send: Send): boolean {
    const { events } = this.log.reader.allForwards(this.cursor + 1, this.log.head, PAGE_EVENTS);
    for (const event of events) this.look(event);
    const isAtEnd = this.cursor >= this.log.head;
    const turnsLive = isAtEnd && !this.isLive;
    if (turnsLive && this.request.filter) this.tell(this.cursor);
    if (this.encoder.length > 0) send(this.encoder.take());
    if (turnsLive) send(caughtUp(this.cursor > 0 ? { position: place(this.cursor) } : {}));
    this.isLive ||= isAtEnd;
    return isAtEnd;
  }

  private look(event: StoredEvent): void {
    const { log, encoder, request } = this;
    this.cursor = event.position;
    if (this.isWanted(event)) encoder.event(resolved(log, event, request.resolveLinks));
    if (!request.filter) return;
    this.lookedAt += 1;
    if (this.lookedAt < request.filter.checkpointEvery) return;
    this.lookedAt = 0;
    this.tell(event.position);
  }

  private tell(position: number): void {
    if (position <= this.checkpoint) return;
    this.checkpoint = position;
    this.encoder.checkpoint(position);
  }

  private isWanted({ stream, type }: StoredEvent): boolean {
    const { names } = this.log;
    if (names.isHidden(stream)) return false;
    const filter = this.request.filter?.names;
    return !filter || filter.matches(filter.by === 'stream' ? names.streamName(stream) : names.typeName(type));
  }
}

const place = (position: number): object => ({ commit_position: position, prepare_position: position });
