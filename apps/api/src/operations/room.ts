import type { Room } from '../room';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';

/** For whoever runs the process. */
export const operations: Room = { controllers: [HealthController, MetricsController] };
