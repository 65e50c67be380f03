import type { EventLog } from '../log/event-log';
import { LabelFilter } from '../log/label-filter';
import type { Labels } from '../log/label-index';
import { resolved } from '../log/resolve-link';
import { EventEncoder } from '../wire/event-encoder';
import { caughtUp, logStart, place, type Feed, type Send } from './feed';
import type { Filter, ReadRequest } from './read-request';

/** A page ends after so many bytes for the client, or so many events looked at. */
const PAGE_BYTES = 128 * 1024;
const PAGE_LOOKED_AT = 16 * 1_024;

/**
 * A subscription to the events of the log that pass a filter. It looks at labels only, and tells by checkpoints how far
 * it has come when nothing passes (section 11).
 */
export class FilteredFeed implements Feed {
  readonly target = '$all';
  private readonly encoder: EventEncoder;
  private readonly labels: LabelFilter;
  /** Position of the last event looked at. */
  private cursor: number;
  private isLive = false;
  private sinceCheckpoint = 0;
  private checkpoint: number;

  constructor(
    private readonly log: EventLog,
    private readonly request: ReadRequest,
    private readonly filter: Filter,
  ) {
    this.encoder = new EventEncoder(log.names, request.uuids);
    this.labels = new LabelFilter(log.names, filter.names);
    this.cursor = logStart(log, request);
    this.checkpoint = this.cursor;
  }

  behind(): number {
    return Math.max(0, this.log.head - this.cursor);
  }

  advance(send: Send): boolean {
    const { head } = this.log;
    const stop = Math.min(head, this.cursor + PAGE_LOOKED_AT);
    while (this.cursor < stop && this.encoder.length < PAGE_BYTES)
      this.look(this.log.labels.read(this.cursor + 1, stop));
    const turnsLive = this.cursor >= head && !this.isLive;
    if (turnsLive) this.tell(this.cursor);
    if (this.encoder.length > 0) send(this.encoder.take());
    if (turnsLive) send(caughtUp(this.cursor > 0 ? { position: place(this.cursor) } : {}));
    this.isLive ||= turnsLive;
    return this.cursor >= head;
  }

  private look({ first, last, numbers }: Labels): void {
    while (this.cursor < last && this.encoder.length < PAGE_BYTES) {
      this.cursor += 1;
      const at = 2 * (this.cursor - first);
      if (numbers[at] === 0) continue;
      if (this.labels.passes(numbers[at]!, numbers[at + 1]!)) this.deliver();
      this.sinceCheckpoint += 1;
      if (this.sinceCheckpoint < this.filter.checkpointEvery) continue;
      this.sinceCheckpoint = 0;
      this.tell(this.cursor);
    }
  }

  private deliver(): void {
    const event = this.log.reader.atPosition(this.cursor);
    if (event) this.encoder.event(resolved(this.log, event, this.request.resolveLinks));
  }

  private tell(position: number): void {
    if (position <= this.checkpoint) return;
    this.checkpoint = position;
    this.encoder.checkpoint(position);
  }
}
