import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TimelineEntry } from '@onfile/read-models';
import type { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import type { EntriesPage } from '../http/entries';
import { PageQueryDto } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { AccountTimelineDto, MeDto, SubscriptionGateDto } from './accounts.dto';
import { SubscriptionGate, type Gate } from './subscription-gate';
import { ViewAccount, type Me } from './view-account';

/** The caller's own account. */
@ApiTags('accounts')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly gate: SubscriptionGate,
    private readonly account: ViewAccount,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({ operationId: 'me', summary: 'My account, and what is still missing', description: '404 not-found' })
  @Answers(MeDto, 200)
  me(@SignedIn() { subject }: Caller): Promise<Answer<Me>> {
    return this.account.me(subject);
  }

  @Get('subscription-gate')
  @Access('customer')
  @ApiOperation({ operationId: 'mySubscriptionGate', summary: 'May I subscribe?', description: '404 not-found' })
  @Answers(SubscriptionGateDto, 200)
  subscriptionGate(@SignedIn() { subject }: Caller): Promise<Answer<Gate>> {
    return this.gate.of(subject);
  }

  @Get('timeline')
  @Access('customer')
  @ApiOperation({
    operationId: 'myTimeline',
    summary: 'What happened to my account, newest first, in pages',
    description: '422 cursor-invalid, 503 position-not-reached',
  })
  @Answers(AccountTimelineDto, 200)
  timeline(@SignedIn() { subject }: Caller, @Query() query: PageQueryDto): Promise<Answer<EntriesPage<TimelineEntry>>> {
    return this.account.timeline(subject, query);
  }
}
