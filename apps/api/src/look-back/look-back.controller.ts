import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EvidencePack } from '@onfile/domain/evidence';
import { type Backtest, backtest, type Recording } from '@onfile/domain/what-if';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Problem } from '../http/problem';
import { Access } from '../identity/access';
import { VIEWS } from '../tokens';
import type { Views } from '../views';
import { GatherEvidence } from './evidence';
import * as dto from './look-back.dto';
import { Recordings } from './recordings';

const DEFAULT_LIMIT = 50;

/** What operators look back at. Every route only reads: nothing here can move money. */
@ApiTags('operations: look back')
@Controller('v1/operations')
export class LookBackController {
  constructor(
    private readonly recordings: Recordings,
    private readonly evidence: GatherEvidence,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get('bills/:billId/recording')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'recordBill',
    summary: 'X5: what the log knows of a bill, to be run anew elsewhere',
    description: '404 bill-unknown',
  })
  @Answers(dto.RecordingDto, 200)
  async bill(@Param() { billId }: dto.LookedBackBillDto): Promise<Answer<Recording>> {
    return new Answer(await this.recordings.bill(billId));
  }

  @Get('journeys/:journeyId/recording')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'recordJourney',
    summary: 'X5: what the log knows of a journey, to be run anew elsewhere',
    description: '404 not-found',
  })
  @Answers(dto.RecordingDto, 200)
  async journey(@Param() { journeyId }: dto.LookedBackJourneyDto): Promise<Answer<Recording>> {
    return new Answer(await this.recordings.journey(journeyId));
  }

  @Post('backtests')
  @HttpCode(200)
  @Access('operator-read')
  @ApiOperation({
    operationId: 'backtest',
    summary: 'X7: another order of cards, other retry days or rules, over the past bills of a month, page by page',
    description: '400 request-invalid, also for a policy that has no such setting; 422 cursor-invalid',
  })
  @Answers(dto.BacktestDto, 200)
  async backtest(
    @Body() { period, order, policy, cursor, limit = DEFAULT_LIMIT }: dto.BacktestRequestDto,
  ): Promise<Answer<Backtest & { next?: string }>> {
    const { items, next } = await this.views.bills({ period }, { limit, ...(cursor !== undefined && { cursor }) });
    const recordings = await this.recordings.bills(items.map(({ billId }) => billId));
    try {
      const found = backtest(recordings, { ...(order && { order }), ...(policy && { policy }) });
      return new Answer({ ...found, ...(next !== undefined && { next }) });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new Problem('request-invalid', { errors: [{ field: 'policy', message: error.message }] });
    }
  }

  @Get('bills/:billId/evidence')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'evidenceOfBill',
    summary: 'X10: everything that the log says about a bill, in a chain of hashes',
    description: '404 bill-unknown',
  })
  @Answers(dto.EvidenceDto, 200)
  async ofBill(@Param() { billId }: dto.LookedBackBillDto): Promise<Answer<EvidencePack>> {
    return new Answer(await this.evidence.ofBill(billId));
  }

  @Get('cards/:cardId/evidence')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'evidenceOfCard',
    summary: 'X10: everything that the log says about a card, in a chain of hashes',
    description: '404 not-found',
  })
  @Answers(dto.EvidenceDto, 200)
  async ofCard(@Param() { cardId }: dto.LookedBackCardDto): Promise<Answer<EvidencePack>> {
    return new Answer(await this.evidence.ofCard(cardId));
  }
}
