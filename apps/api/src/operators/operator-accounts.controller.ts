import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Access } from '../identity/access';
import { ExplainAccount, type ExplainedAccount } from './explain-account';
import * as dto from './operators.dto';

const DEFAULT_LIMIT = 50;

/** What operators are told of accounts. Cards, bills and forecasts have their own rooms. */
@ApiTags('operations')
@Controller('v1/operations/accounts')
export class OperatorAccountsController {
  constructor(private readonly explaining: ExplainAccount) {}

  @Get(':accountId/timeline')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'explainAccount',
    summary: 'What happened to an account and its cards on file, who did it and when; the newest first',
    description: '404 not-found',
  })
  @Answers(dto.ExplainedAccountDto, 200)
  explain(
    @Param() { accountId }: dto.OperatedAccountDto,
    @Query() { limit = DEFAULT_LIMIT }: dto.AccountTimelineQueryDto,
  ): Promise<Answer<ExplainedAccount>> {
    return this.explaining.of(accountId, limit);
  }
}
