import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { UnbilledMonth } from '@onfile/read-models';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { awaitFresh, FreshQueryDto } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { ChargesAnswerDto, ChargesDto, UnbilledDto } from './bills.dto';
import { type BatchAnswer, RecordCharges } from './record-charges';

/** What accounts spend. */
@ApiTags('charges')
@Controller('v1')
export class ChargesController {
  constructor(
    private readonly recordCharges: RecordCharges,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Post('charges')
  @HttpCode(200)
  @Access('service')
  @ApiOperation({
    operationId: 'recordCharges',
    summary: 'Record up to 1,000 expenses; each once by its id, each with its own answer',
    description:
      'Codes of a record: charge-invalid, charge-differs, charge-too-old, charge-in-future, currency-not-offered, account-unknown',
  })
  @Answers(ChargesAnswerDto, 200)
  record(@Body() { charges, allOrNone }: ChargesDto): Promise<Answer<BatchAnswer>> {
    return this.recordCharges.batch(charges, allOrNone);
  }

  @Get('unbilled-charges')
  @Access('customer')
  @ApiOperation({
    operationId: 'listUnbilledCharges',
    summary: 'What I have spent that no bill has yet, by month',
    description: '503 position-not-reached',
  })
  @Answers(UnbilledDto, 200)
  async unbilled(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast }: FreshQueryDto,
  ): Promise<Answer<{ months: readonly UnbilledMonth[] }>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    return new Answer({ months: await this.views.unbilledCharges(subject) });
  }
}
