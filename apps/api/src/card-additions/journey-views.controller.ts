import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { JourneyView } from '@onfile/domain';
import type { Response } from 'express';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { JourneyParamsDto, JourneyViewDto, TimelineDto } from './card-additions.dto';
import { JourneyEvents } from './journey-events';
import { ViewJourney, type Timeline } from './view-journey';

/** A journey as its own customer may look at it. Read from its stream, so never behind an earlier answer. */
@ApiTags('card additions')
@Controller('v1/card-additions/:journeyId')
export class JourneyViewsController {
  constructor(
    private readonly view: ViewJourney,
    private readonly events: JourneyEvents,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({ operationId: 'viewJourney', summary: 'How a journey stands', description: '404 not-found' })
  @Answers(JourneyViewDto, 200)
  journey(@SignedIn() { subject }: Caller, @Param() { journeyId }: JourneyParamsDto): Promise<Answer<JourneyView>> {
    return this.view.now(subject, journeyId);
  }

  @Get('timeline')
  @Access('customer')
  @ApiOperation({
    operationId: 'viewJourneyTimeline',
    summary: 'What happened in a journey',
    description: '404 not-found',
  })
  @Answers(TimelineDto, 200)
  timeline(@SignedIn() { subject }: Caller, @Param() { journeyId }: JourneyParamsDto): Promise<Answer<Timeline>> {
    return this.view.timeline(subject, journeyId);
  }

  @Get('events')
  @Access('customer')
  @ApiProduces('text/event-stream')
  @ApiOperation({
    operationId: 'followJourney',
    summary: 'The timeline as it grows: server-sent events, `Last-Event-ID` goes on where a connection broke',
    description: '404 not-found',
  })
  @ApiOkResponse({ description: 'Events `fact`, their ids the revisions; a comment every 15 s keeps the line open.' })
  follow(
    @SignedIn() caller: Caller,
    @Param() { journeyId }: JourneyParamsDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    return this.events.send(caller, journeyId, lastEventId, response);
  }
}
