import { statSync } from 'node:fs';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EventLog, LogObserver } from '../log/event-log';
import type { Subscriptions } from '../services/subscriptions';

const COMMIT_SECONDS = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1];
const COMMIT_WRITES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024];

/** What Prometheus is told of a node. Names begin with `event_node_`. */
export class NodeMetrics implements LogObserver {
  private readonly registry = new Registry();
  private readonly writes = this.counter('writes_total', 'Appends, deletes and tombstones by what became of them', [
    'outcome',
  ]);
  private readonly events = this.counter('events_total', 'Events written');
  private readonly bytes = this.counter('event_bytes_total', 'Bytes of data, metadata and types written');
  private readonly calls = this.counter('calls_total', 'Calls that ended, by method and status', ['method', 'status']);
  private readonly commitSeconds: Histogram;
  private readonly commitWrites: Histogram;

  constructor() {
    const registers = [this.registry];
    this.commitSeconds = new Histogram({
      name: 'event_node_commit_seconds',
      help: 'How long it took to get a transaction on disk',
      buckets: COMMIT_SECONDS,
      registers,
    });
    this.commitWrites = new Histogram({
      name: 'event_node_commit_writes',
      help: 'How many writes shared a transaction',
      buckets: COMMIT_WRITES,
      registers,
    });
  }

  /** Also tells how things stand when it is asked. */
  watch(file: string, log: EventLog, subscriptions: Subscriptions): void {
    this.gauge('log_position', 'Position of the last event', (gauge) => gauge.set(log.head));
    this.gauge('waiting_writes', 'Writes that wait for their commit', (gauge) => gauge.set(log.waiting));
    this.gauge('resident_bytes', 'Memory of the process', (gauge) => gauge.set(process.memoryUsage.rss()));
    this.gauge('file_bytes', 'Size of the files', (gauge) => measureFiles(gauge, file), ['file']);
    this.gauge('subscriptions', 'Open subscriptions', (gauge) => gauge.set(subscriptions.list().length));
    const behind = (gauge: Gauge): void => {
      gauge.reset();
      for (const { id, target, connection, behind: events } of subscriptions.list()) {
        gauge.set({ subscription: id, target, connection }, events);
      }
    };
    const labels = ['subscription', 'target', 'connection'];
    this.gauge('subscription_behind_events', 'Events that a subscription has not looked at yet', behind, labels);
  }

  committed(writes: number, seconds: number): void {
    this.commitSeconds.observe(seconds);
    this.commitWrites.observe(writes);
  }

  wrote(outcome: string, events: number, bytes: number): void {
    this.writes.inc({ outcome });
    this.events.inc(events);
    this.bytes.inc(bytes);
  }

  failed(): void {
    this.writes.inc({ outcome: 'failed' });
  }

  /** A call ended with this status of gRPC. */
  called(method: string, status: number): void {
    this.calls.inc({ method, status: String(status) });
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name: `event_node_${name}`, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string, measure: (gauge: Gauge) => void, labelNames: string[] = []): void {
    const gauge: Gauge = new Gauge({
      name: `event_node_${name}`,
      help,
      labelNames,
      registers: [this.registry],
      collect: () => measure(gauge),
    });
  }
}

function measureFiles(gauge: Gauge, file: string): void {
  for (const [label, path] of Object.entries({ main: file, wal: `${file}-wal` })) {
    gauge.set({ file: label }, statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }
}
