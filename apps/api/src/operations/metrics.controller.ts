import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access } from '../identity/access';
import { METRICS } from '../tokens';
import type { ApiMetrics } from './metrics';

/** The figures of this process, in the form that Prometheus reads. */
@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly metrics: ApiMetrics) {}

  @Get()
  @Access('everybody')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  @ApiProduces('text/plain')
  @ApiOperation({ operationId: 'metrics', summary: 'Figures for Prometheus' })
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
