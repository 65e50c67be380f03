import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { HistoricalCardForStaff } from '@onfile/read-models';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { HistoricalCardsDto, HistoryExportQueryDto, HistoryQueryDto } from './payment-methods.dto';
import { csvOf, shownAttempt, type ShownAttempt } from './shown-attempt';

/** Entries of one export: far more than anybody has, and no more than one answer carries well. */
const EXPORTED_MOST = 10_000;
const EXPORT_PAGE = 100;

/** R31–33: every attempt to put a card on file, every change of validity, every card that was deleted. */
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
    summary: 'My card history, newest first, in pages; of one kind or outcome if asked',
    description: '422 cursor-invalid, 503 position-not-reached',
  })
  @Answers(HistoricalCardsDto, 200)
  async list(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast, ...page }: HistoryQueryDto,
  ): Promise<Answer<EntriesPage<ShownAttempt>>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    return new Answer(entriesOf(await this.views.historicalCards(subject, page), shownAttempt));
  }

  @Get('export')
  @Access('customer')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="historical-cards.csv"')
  @ApiProduces('text/csv')
  @ApiOperation({ operationId: 'exportHistoricalCards', summary: 'My card history as a table' })
  @ApiOkResponse({ description: 'Comma-separated, a line an entry, newest first', schema: { type: 'string' } })
  async export(@SignedIn() { subject }: Caller, @Query() filter: HistoryExportQueryDto): Promise<string> {
    const entries: HistoricalCardForStaff[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.views.historicalCards(subject, { ...filter, limit: EXPORT_PAGE, cursor });
      entries.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined && entries.length < EXPORTED_MOST);
    return csvOf(entries.map(shownAttempt));
  }
}
