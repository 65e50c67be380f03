import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { HoldView } from '@onfile/read-models';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh, PageQueryDto } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { HoldsDto } from './payment-methods.dto';

/** R25: the $1 of each attempt, and how it goes back. */
@ApiTags('payment methods')
@Controller('v1/holds')
export class HoldsController {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({
    operationId: 'listHolds',
    summary: 'What was held to prove my cards, newest first, in pages',
    description: '422 cursor-invalid, 503 position-not-reached',
  })
  @Answers(HoldsDto, 200)
  async list(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast, ...page }: PageQueryDto,
  ): Promise<Answer<EntriesPage<HoldView>>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    return new Answer(entriesOf(await this.views.holds(subject, page)));
  }
}
