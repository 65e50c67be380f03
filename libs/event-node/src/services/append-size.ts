import { eventBytes, type NewEvent } from '../log/stored-event';
import type { Limits } from './limits';
import { appendTooLarge } from './refusals';

/** Counts the events of one append against the limits. */
export class AppendSize {
  private bytes = 0;

  constructor(private readonly limits: Limits) {}

  /** @throws {CallError} `maximum-append-size-exceeded` */
  add(event: NewEvent): void {
    const size = eventBytes(event);
    const { maxEventBytes, maxAppendBytes } = this.limits;
    if (size > maxEventBytes) throw appendTooLarge(maxEventBytes);
    this.bytes += size;
    if (this.bytes > maxAppendBytes) throw appendTooLarge(maxAppendBytes);
  }
}
