import { setImmediate as turn } from 'node:timers/promises';
import type { Call } from '../grpc/call';
import type { EventLog } from '../log/event-log';
import { LabelFilter } from '../log/label-filter';
import { blockStart } from '../log/label-index';
import { resolved } from '../log/resolve-link';
import { EventEncoder } from '../wire/event-encoder';
import type { Filter, ReadRequest } from './read-request';

/** A page ends after so many bytes for the client, or so many events looked at. */
const PAGE_BYTES = 128 * 1024;
const PAGE_LOOKED_AT = 16 * 1_024;

/** Reads the events of the log that pass a filter, once, looking at labels only (section 10). */
export class FilteredReading {
  private readonly encoder: EventEncoder;
  private readonly labels: LabelFilter;
  private readonly head: number;

  constructor(
    private readonly log: EventLog,
    private readonly call: Call,
    private readonly request: ReadRequest,
    filter: Filter,
  ) {
    this.encoder = new EventEncoder(log.names, request.uuids);
    this.labels = new LabelFilter(log.names, filter.names);
    this.head = log.head;
  }

  /** Sends the first `count` events that pass. */
  async run(count: number): Promise<void> {
    let left = count;
    let lookedAt = 0;
    for (const position of this.positions()) {
      if (left === 0 || this.call.isOver) break;
      lookedAt += 1;
      if (position.passes) {
        this.encode(position.at);
        left -= 1;
      }
      if (lookedAt < PAGE_LOOKED_AT && this.encoder.length < PAGE_BYTES) continue;
      lookedAt = 0;
      this.send();
      await (this.call.congested ? this.call.drained() : turn());
    }
    this.send();
  }

  private *positions(): Generator<{ readonly at: number; readonly passes: boolean }> {
    const { from, backwards } = this.request;
    if (backwards)
      yield* this.downwards(from === 'end' ? this.head : from === 'start' ? 0 : Math.min(from - 1, this.head));
    else yield* this.upwards(from === 'end' ? Infinity : from === 'start' ? 1 : Math.max(from, 1));
  }

  private *upwards(start: number) {
    for (let at = start; at <= this.head;) {
      const { first, last, numbers } = this.log.labels.read(at, this.head);
      for (; at <= last; at += 1) yield { at, passes: this.passes(numbers, at - first) };
    }
  }

  private *downwards(start: number) {
    for (let at = start; at >= 1;) {
      const { first, numbers } = this.log.labels.read(blockStart(at), at);
      for (; at >= first; at -= 1) yield { at, passes: this.passes(numbers, at - first) };
    }
  }

  private passes(numbers: Uint32Array, index: number): boolean {
    const stream = numbers[2 * index]!;
    return stream !== 0 && this.labels.passes(stream, numbers[2 * index + 1]!);
  }

  private encode(position: number): void {
    const event = this.log.reader.atPosition(position);
    if (event) this.encoder.event(resolved(this.log, event, this.request.resolveLinks));
  }

  private send(): void {
    if (this.encoder.length > 0) this.call.sendFrames(this.encoder.take());
  }
}
