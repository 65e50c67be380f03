import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import type { EntriesPage } from '../http/entries';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { AskedForDto } from './asks.dto';
import { CareForReadModels, type ReadModelsLook, type RetriedStream } from './care-for-read-models';
import { type Health, LookAtHealth } from './health';
import type { AskedFor } from './operator-desk';
import * as dto from './operators.dto';
import { type LogLine, type LogVerification, WatchOperatorLog } from './watch-log';

const SETTLES = '404 not-found; 422 reason-missing, idempotency-key-reused';

/** What operators did, how the read models are, and what is wrong now. */
@ApiTags('operations')
@Controller('v1/operations')
export class OperatorCareController {
  constructor(
    private readonly log: WatchOperatorLog,
    private readonly care: CareForReadModels,
    private readonly health: LookAtHealth,
  ) {}

  @Get('health')
  @Access('operator-read')
  @ApiOperation({ operationId: 'lookAtHealth', summary: 'What is wrong now, in words, with the command that helps' })
  @Answers(dto.HealthDto, 200)
  now(): Promise<Answer<Health>> {
    return this.health.now();
  }

  @Get('operator-log')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'readOperatorLog',
    summary: 'What operators did, the newest first',
    description: '422 cursor-invalid',
  })
  @Answers(dto.OperatorLogDto, 200)
  list(@Query() query: dto.LogQueryDto): Promise<Answer<EntriesPage<LogLine>>> {
    return this.log.list(query);
  }

  @Get('operator-log/verification')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'verifyOperatorLog',
    summary: 'S20: is every entry as it was written? If not, which is the first',
  })
  @Answers(dto.LogVerificationDto, 200)
  verify(): Promise<Answer<LogVerification>> {
    return this.log.verify();
  }

  @Get('read-models')
  @Access('operator-read')
  @ApiOperation({ operationId: 'lookAtReadModels', summary: 'X15: how far they are, and which events were put aside' })
  @Answers(dto.ReadModelsDto, 200)
  readModels(): Promise<Answer<ReadModelsLook>> {
    return this.care.progress();
  }

  @Post('read-models/put-aside/retries')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'retryPutAside',
    summary: 'Q13: take in what was put aside, and what waits behind it',
    description: SETTLES,
  })
  @Answers(dto.RetriedDto, 200)
  retry(
    @SignedIn() { subject: by }: Caller,
    @Body() { stream, reason }: dto.PutAsideDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RetriedStream>> {
    return this.care.retry({ by, stream, reason }, keyed);
  }

  @Post('read-models/put-aside/skips')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'skipPutAside',
    summary: 'Ask: Q13, let go of an event that can never be read',
    description: SETTLES,
  })
  @Answers(AskedForDto, 202)
  skip(
    @SignedIn() { subject: by }: Caller,
    @Body() { stream, revision, reason }: dto.SkipDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    return this.care.askToSkip({ by, stream, revision, reason }, keyed);
  }
}
