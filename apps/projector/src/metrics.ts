import type { Followed } from '@onfile/event-log';
import type { BatchOutcome } from '@onfile/read-models';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The figures of a projector. */
export class ProjectorMetrics {
  readonly registry = new Registry();
  private readonly events = this.counter('onfile_projector_events_total', 'Events taken into the read models');
  private readonly putAside = this.counter('onfile_projector_put_aside_total', 'Events put aside, one a read model');
  private readonly troubles = this.counter('onfile_projector_troubles_total', 'Times that log or database went away');
  private readonly seconds = new Histogram({
    name: 'onfile_projector_batch_seconds',
    help: 'Time to take in one batch',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });
  private readonly behind = new Gauge({
    name: 'onfile_projector_behind_seconds',
    help: 'Age of the newest fact of the last batch when it was committed',
    registers: [this.registry],
  });
  private readonly position = new Gauge({
    name: 'onfile_projector_position',
    help: 'Position of the log that the read models have reached',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'onfile_projector_' });
  }

  /** Notes a batch that is committed. */
  applied(batch: readonly Followed[], { applied, poisoned }: BatchOutcome, ms: number): void {
    this.events.inc(applied);
    this.putAside.inc(poisoned.length);
    this.seconds.observe(ms / 1_000);
    const newest = batch.at(-1);
    if (!newest) return;
    this.position.set(Number(newest.position));
    if (newest.fact) this.behind.set(Math.max(0, (Date.now() - Date.parse(newest.fact.at)) / 1_000));
  }

  /** Notes that log or database went away. */
  troubled(): void {
    this.troubles.inc();
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}
