import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { explain, type ResultText } from '@onfile/domain';
import type { HistoricalCard, HistoricalCardForStaff } from '@onfile/read-models';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh, PageQueryDto } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { HistoricalCardsDto } from './payment-methods.dto';

/** An attempt whose Result is told in words. */
interface ShownAttempt extends Omit<HistoricalCard, 'result'> {
  readonly result?: ResultText & { readonly code: string };
}

/** R31–33: every attempt to put a card on file. */
@ApiTags('payment methods')
@Controller('v1/historical-cards')
export class HistoricalCardsController {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({
    operationId: 'listHistoricalCards',
    summary: 'My attempts to add a card, newest first, in pages',
    description: '422 cursor-invalid, 503 position-not-reached',
  })
  @Answers(HistoricalCardsDto, 200)
  async list(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast, ...page }: PageQueryDto,
  ): Promise<Answer<EntriesPage<ShownAttempt>>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    return new Answer(entriesOf(await this.views.historicalCards(subject, page), shownAs));
  }
}

/** The bank's own code is for staff (R33); of a decline the customer reads what the code's group says. */
function shownAs({ result, networkCode, adviceCode: _forStaff, ...attempt }: HistoricalCardForStaff): ShownAttempt {
  return result ? { ...attempt, result: { code: result, ...explain(result, networkCode) } } : attempt;
}
