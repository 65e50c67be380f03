import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Readiness } from '../operations/health.controller';
import type { ApiMetrics } from '../operations/metrics';
import { METRICS, READINESS } from '../tokens';
import { FINDINGS, LookAtHealth } from './health';

/** What a scrape is told may be so old, in milliseconds: looking asks every part, and anybody may scrape. */
const FRESH_MS = 10_000;

interface Look {
  readonly at: number;
  readonly findings: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, 'up' | 'down'>>;
}

/**
 * What `onfile health` tells, as figures that alert rules can watch. A scrape is answered with the last look and starts the
 * next one, so that it is quick also while a part is away; only the very first waits.
 */
@Injectable()
export class HealthMetrics implements OnModuleInit {
  private last: Look | undefined;
  private looking: Promise<Look> | undefined;

  constructor(
    private readonly health: LookAtHealth,
    @Inject(METRICS) private readonly metrics: ApiMetrics,
    @Inject(READINESS) private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    const look = (): Promise<Look> => this.look();
    this.metrics.registry.registerMetric(
      new Gauge({
        name: 'onfile_health_findings',
        help: 'What is wrong now, by what it is: how many of it',
        labelNames: ['what'],
        registers: [],
        async collect() {
          for (const [what, count] of Object.entries((await look()).findings)) this.set({ what }, count);
        },
      }),
    );
    this.metrics.registry.registerMetric(
      new Gauge({
        name: 'onfile_part_up',
        help: '1 where a part that the api needs can be reached, else 0',
        labelNames: ['part'],
        registers: [],
        async collect() {
          for (const [part, standing] of Object.entries((await look()).parts)) {
            this.set({ part }, standing === 'up' ? 1 : 0);
          }
        },
      }),
    );
  }

  private async look(): Promise<Look> {
    if (this.last && Date.now() - this.last.at < FRESH_MS) return this.last;
    this.looking ??= this.lookAgain().finally(() => (this.looking = undefined));
    return this.last ?? this.looking;
  }

  private async lookAgain(): Promise<Look> {
    const [{ body }, parts] = await Promise.all([this.health.now(), this.readiness()]);
    const findings: Record<string, number> = Object.fromEntries(FINDINGS.map((what) => [what, 0]));
    for (const { what, count } of body.findings) findings[what] = (findings[what] ?? 0) + count;
    return (this.last = { at: Date.now(), findings, parts });
  }
}
