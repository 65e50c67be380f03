import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { type AnsweredAsk, Asks, type ListedAsk } from './asks';
import * as dto from './asks.dto';

const ANSWERS = '404 ask-unknown; 409 ask-answered, ask-lapsed; 422 reason-missing, idempotency-key-reused';

/** Acts that nobody can take back: one operator asks for them, another says yes. */
@ApiTags('operations: asks')
@Controller('v1/operations')
export class AsksController {
  constructor(private readonly asks: Asks) {}

  @Get('asks')
  @Access('operator-read')
  @ApiOperation({ operationId: 'listAsks', summary: 'What waits for the yes of a second person, the oldest first' })
  @Answers(dto.AsksDto, 200)
  list(): Promise<Answer<{ entries: readonly ListedAsk[] }>> {
    return this.asks.open();
  }

  @Post('asks/:ask/approvals')
  @HttpCode(200)
  @Access('operator-approve')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'approveAsk',
    summary: 'Say yes to what another asked for; it is done at once',
    description: `${ANSWERS}, second-person-needed; and what the act itself is refused by`,
  })
  @Answers(dto.AnsweredAskDto, 200)
  approve(
    @SignedIn() { subject: by }: Caller,
    @Param() { ask }: dto.AskParamsDto,
    @Body() { reason: why }: dto.AskAnswerDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AnsweredAsk>> {
    return this.asks.answer(ask, { by, why, yes: true }, keyed);
  }

  @Post('asks/:ask/refusals')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'turnDownAsk',
    summary: 'Say no, or take back what you asked for; nothing is done',
    description: ANSWERS,
  })
  @Answers(dto.AnsweredAskDto, 200)
  turnDown(
    @SignedIn() { subject: by }: Caller,
    @Param() { ask }: dto.AskParamsDto,
    @Body() { reason: why }: dto.AskAnswerDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AnsweredAsk>> {
    return this.asks.answer(ask, { by, why, yes: false }, keyed);
  }
}
