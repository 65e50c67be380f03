import type { EventLog } from '../log/event-log';
import { resolved } from '../log/resolve-link';
import { EventEncoder } from '../wire/event-encoder';
import { caughtUp, logStart, PAGE_EVENTS, place, type Feed, type Send } from './feed';
import type { ReadRequest } from './read-request';

/** A subscription to the whole log. */
export class AllFeed implements Feed {
  readonly target = '$all';
  private readonly encoder: EventEncoder;
  /** Position of the last event delivered. */
  private cursor: number;
  private isLive = false;

  constructor(
    private readonly log: EventLog,
    private readonly request: ReadRequest,
  ) {
    this.encoder = new EventEncoder(log.names, request.uuids);
    this.cursor = logStart(log, request);
  }

  behind(): number {
    return Math.max(0, this.log.head - this.cursor);
  }

  advance(send: Send): boolean {
    const { head, names, reader } = this.log;
    for (const event of reader.allForwards(this.cursor + 1, head, PAGE_EVENTS).events) {
      this.cursor = event.position;
      if (!names.isHidden(event.stream)) this.encoder.event(resolved(this.log, event, this.request.resolveLinks));
    }
    if (this.encoder.length > 0) send(this.encoder.take());
    const isAtEnd = this.cursor >= head;
    if (isAtEnd && !this.isLive) {
      this.isLive = true;
      send(caughtUp(this.cursor > 0 ? { position: place(this.cursor) } : {}));
    }
    return isAtEnd;
  }
}
