import type { Followed } from '@onfile/event-log';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The figures of a worker process. Labels are names of code, never ids. */
export class WorkerMetrics {
  readonly registry = new Registry();
  private readonly activities = new Histogram({
    name: 'onfile_worker_activity_seconds',
    help: 'Time of one try of an activity',
    labelNames: ['activity', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 20],
    registers: [this.registry],
  });
  private readonly reactions = new Counter({
    name: 'onfile_worker_reactions_total',
    help: 'Workflows started or signalled because of a fact',
    registers: [this.registry],
  });
  private readonly position = new Gauge({
    name: 'onfile_worker_reactor_position',
    help: 'Position of the log that the reactor has reached',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'onfile_worker_' });
  }

  /** Times every activity of a worker. */
  readonly interceptor: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: {
      execute: async (input, next) => {
        const stop = this.activities.startTimer({ activity: info.activityType });
        try {
          const answer: unknown = await next(input);
          stop({ outcome: 'done' });
          return answer;
        } catch (error) {
          stop({ outcome: 'failed' });
          throw error;
        }
      },
    },
  });

  /** Notes a batch that the reactor is done with. */
  reacted(batch: readonly Followed[], reactions: number): void {
    this.reactions.inc(reactions);
    const last = batch.at(-1);
    if (last) this.position.set(Number(last.position));
  }
}
