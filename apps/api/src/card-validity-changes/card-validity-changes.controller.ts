import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ValidityChangeView } from '@onfile/domain';
import { NothingDto, TimelineDto } from '../card-additions/card-additions.dto';
import type { Timeline } from '../card-additions/view-journey';
import type { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { ChangeParamsDto, ChangeValidityDto, ValidityChangeViewDto } from './card-validity-changes.dto';
import { ChangeValidity } from './change-validity';

/** R37–38: the validity period of a card on file. */
@ApiTags('payment methods')
@Controller('v1/card-validity-changes')
export class CardValidityChangesController {
  constructor(private readonly change: ChangeValidity) {}

  @Post()
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'changeValidity',
    summary: 'Edit: change the validity period of a card, proved by a hold that goes back at once',
    description:
      '404 card-unknown, 409 card-removed, card-blocked, change-open (`changeId`), 422 token-unknown, card-differs, expiry-in-past, validity-unchanged, 429 too-many-failures',
  })
  @Answers(ValidityChangeViewDto, 201, 202)
  start(
    @SignedIn() { subject }: Caller,
    @Body() body: ChangeValidityDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<ValidityChangeView>> {
    return this.change.start(subject, body, keyed);
  }

  @Get(':changeId')
  @Access('customer')
  @ApiOperation({ operationId: 'viewValidityChange', summary: 'How a change stands', description: '404 not-found' })
  @Answers(ValidityChangeViewDto, 200)
  view(@SignedIn() { subject }: Caller, @Param() { changeId }: ChangeParamsDto): Promise<Answer<ValidityChangeView>> {
    return this.change.view(subject, changeId);
  }

  @Get(':changeId/timeline')
  @Access('customer')
  @ApiOperation({
    operationId: 'viewValidityChangeTimeline',
    summary: 'What happened in a change',
    description: '404 not-found',
  })
  @Answers(TimelineDto, 200)
  timeline(@SignedIn() { subject }: Caller, @Param() { changeId }: ChangeParamsDto): Promise<Answer<Timeline>> {
    return this.change.timeline(subject, changeId);
  }

  @Post(':changeId/cancellation')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'cancelValidityChange',
    summary: 'Give a change up; what is held goes back',
    description: '404 not-found, 409 bank-is-checking',
  })
  @Answers(ValidityChangeViewDto, 200, 202)
  cancel(
    @SignedIn() { subject }: Caller,
    @Param() { changeId }: ChangeParamsDto,
    @Body() _body: NothingDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<ValidityChangeView>> {
    return this.change.cancel(subject, changeId, keyed);
  }
}
