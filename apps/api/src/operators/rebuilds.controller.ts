import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RebuildJob, SampleVerdict } from '@onfile/read-models';
import type { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import * as dto from './rebuilds.dto';
import { Rebuilds } from './rebuilds';

/** X15: the view doctor. */
@ApiTags('operations')
@Controller('v1/operations/read-models')
export class RebuildsController {
  constructor(private readonly rebuilds: Rebuilds) {}

  @Get('rebuilds')
  @Access('operator-read')
  @ApiOperation({ operationId: 'listRebuilds', summary: 'X15: the newest rebuilds, and how far they are' })
  @Answers(dto.RebuildsDto, 200)
  list(): Promise<Answer<{ entries: readonly RebuildJob[] }>> {
    return this.rebuilds.list();
  }

  @Get('rebuilds/:id')
  @Access('operator-read')
  @ApiOperation({ operationId: 'viewRebuild', summary: 'X15: one rebuild', description: '404 not-found' })
  @Answers(dto.RebuildDto, 200)
  one(@Param() { id }: dto.RebuildParamsDto): Promise<Answer<RebuildJob>> {
    return this.rebuilds.one(id);
  }

  @Post(':model/rebuilds')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'rebuildReadModel',
    summary: 'X15: fill it anew beside the live one, compare, put it in its place (not with `compareOnly`)',
    description: '404 not-found; 422 reason-missing, idempotency-key-reused',
  })
  @Answers(dto.RebuildDto, 202)
  start(
    @SignedIn() { subject: by }: Caller,
    @Param() { model }: dto.ReadModelParamsDto,
    @Body() { reason: why, compareOnly = false }: dto.StartRebuildDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RebuildJob>> {
    return this.rebuilds.start({ model, by, why, compareOnly }, keyed);
  }

  @Get(':model/verification')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'verifyReadModel',
    summary: 'X15: rows taken by chance against what the log makes of them, by hash',
    description: '404 not-found',
  })
  @Answers(dto.SampleVerdictDto, 200)
  verify(
    @Param() { model }: dto.ReadModelParamsDto,
    @Query() { sample }: dto.SampleQueryDto,
  ): Promise<Answer<SampleVerdict>> {
    return this.rebuilds.verify(model, sample);
  }
}
