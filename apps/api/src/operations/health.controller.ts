import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Access } from '../identity/access';
import { READINESS } from '../tokens';

/** How each part that the api needs is doing. */
export type Readiness = () => Promise<Record<string, 'up' | 'down'>>;

/** For whoever runs the process: is it alive, and can it work? */
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  @Get('live')
  @Access('everybody')
  @ApiOperation({ operationId: 'live', summary: 'The process answers' })
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  @Access('everybody')
  @ApiOperation({ operationId: 'ready', summary: 'What the process needs can be reached', description: '503 when not' })
  async ready(
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ status: 'up' | 'down'; parts: Record<string, string> }> {
    const parts = await this.readiness();
    const status = Object.values(parts).includes('down') ? 'down' : 'up';
    response.status(status === 'up' ? 200 : 503);
    return { status, parts };
  }
}
