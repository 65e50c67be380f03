import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FoundJourney, JourneyCounts } from '@onfile/read-models';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey, TellsLessIfAsked } from '../http/answers';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh } from '../http/fresh';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { OPERATORS, SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { ActOnJourney, type DoneAct } from './act-on-journey';
import { AskedForDto } from './asks.dto';
import { ExplainJourney, type ExplainedJourney } from './explain-journey';
import { FindThings, type FoundThings } from './find-things';
import { journeyIdOf } from './journey-of';
import type { AskedFor } from './operator-desk';
import type { Operators } from './operators';
import * as dto from './operators.dto';

const ACTS = '404 not-found; 409 workflow-closed; 422 reason-missing, idempotency-key-reused';

/** Journeys, for operators: find, explain, act. */
@ApiTags('operations: journeys')
@Controller('v1/operations')
export class OperatorJourneysController {
  constructor(
    private readonly explaining: ExplainJourney,
    private readonly acting: ActOnJourney,
    private readonly finding: FindThings,
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Get('search')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'findThings',
    summary: 'Whatever a word names: accounts, journeys, cards (last four, fingerprint), holds, bills, runs',
  })
  @Answers(dto.FoundThingsDto, 200)
  search(@Query() { q }: dto.SearchQueryDto): Promise<Answer<FoundThings>> {
    return this.finding.byWord(q);
  }

  @Post('person-searches')
  @HttpCode(200)
  @Access('operator-read')
  @ApiOperation({
    operationId: 'findPerson',
    summary: 'Whose address or mobile number it is; compared by keyed digests',
    description: '422 information-invalid',
  })
  @Answers(dto.FoundThingsDto, 200)
  person(@Body() { email, mobileNumber = '' }: dto.PersonSearchDto): Promise<Answer<FoundThings>> {
    return email === undefined ? this.finding.byNumber(mobileNumber) : this.finding.byEmail(email);
  }

  @Get('journeys')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'findJourneys',
    summary: 'Journeys of all accounts, newest first; `stuck` and `late` ones too',
    description: '422 cursor-invalid, 503 position-not-reached',
  })
  @Answers(dto.FoundJourneysDto, 200)
  async find(@Query() query: dto.JourneysQueryDto): Promise<Answer<EntriesPage<FoundJourney>>> {
    const { account: accountId, kind, last4, state, atLeast, cursor, limit } = query;
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    const alsoStuck = state === 'stuck' ? (await this.operators.workflows.troubled()).map(journeyIdOf) : [];
    const page = { ...(cursor !== undefined && { cursor }), ...(limit !== undefined && { limit }) };
    const filter = { accountId, kind, last4, state, alsoStuck };
    return new Answer(entriesOf(await this.operators.search.journeys(filter, page)));
  }

  @Get('journey-counts')
  @Access('operator-read')
  @ApiOperation({ operationId: 'countJourneys', summary: 'How many journeys stand how' })
  @Answers(dto.JourneyCountsDto, 200)
  async counts(): Promise<Answer<JourneyCounts>> {
    return new Answer(await this.operators.search.counts());
  }

  @Get('journeys/:journeyId')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'explainJourney',
    summary: 'One journey: its facts from the log, its workflow beside them, the steps it can be reset to',
    description: '404 not-found',
  })
  @Answers(dto.ExplainedJourneyDto, 200)
  explain(@Param() { journeyId }: dto.OperatedJourneyDto): Promise<Answer<ExplainedJourney>> {
    return this.explaining.of(journeyId);
  }

  @Post('journeys/:journeyId/cancellations')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @TellsLessIfAsked()
  @ApiOperation({ operationId: 'cancelJourneyOf', summary: 'End it, and give its hold back', description: ACTS })
  @Answers(dto.DoneActDto, 200)
  cancel(
    @SignedIn() { subject: by }: Caller,
    @Param() { journeyId }: dto.OperatedJourneyDto,
    @Body() { reason }: dto.ActDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<DoneAct>> {
    return this.acting.act(journeyId, { by, act: 'cancel', reason }, keyed);
  }

  @Post('journeys/:journeyId/pauses')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @TellsLessIfAsked()
  @ApiOperation({ operationId: 'pauseJourney', summary: 'Let it do nothing until it is resumed', description: ACTS })
  @Answers(dto.DoneActDto, 200)
  pause(
    @SignedIn() { subject: by }: Caller,
    @Param() { journeyId }: dto.OperatedJourneyDto,
    @Body() { reason }: dto.ActDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<DoneAct>> {
    return this.acting.act(journeyId, { by, act: 'pause', reason }, keyed);
  }

  @Post('journeys/:journeyId/resumptions')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @TellsLessIfAsked()
  @ApiOperation({ operationId: 'resumeJourney', summary: 'Let it go on', description: ACTS })
  @Answers(dto.DoneActDto, 200)
  resume(
    @SignedIn() { subject: by }: Caller,
    @Param() { journeyId }: dto.OperatedJourneyDto,
    @Body() { reason }: dto.ActDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<DoneAct>> {
    return this.acting.act(journeyId, { by, act: 'resume', reason }, keyed);
  }

  @Post('journeys/:journeyId/retries')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @TellsLessIfAsked()
  @ApiOperation({
    operationId: 'retryJourney',
    summary: 'Try now what waits for another attempt; the keys see to it that no money moves twice',
    description: `${ACTS}, 409 nothing-to-retry`,
  })
  @Answers(dto.DoneActDto, 200)
  retry(
    @SignedIn() { subject: by }: Caller,
    @Param() { journeyId }: dto.OperatedJourneyDto,
    @Body() { reason }: dto.ActDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<DoneAct>> {
    return this.acting.act(journeyId, { by, act: 'retry', reason }, keyed);
  }

  @Post('journeys/:journeyId/resets')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @TellsLessIfAsked()
  @ApiOperation({
    operationId: 'resetJourney',
    summary: 'Go back to a step by its name; what comes again is in the explanation, under `steps`',
    description: `${ACTS}, step-unknown`,
  })
  @Answers(dto.DoneActDto, 200)
  reset(
    @SignedIn() { subject: by }: Caller,
    @Param() { journeyId }: dto.OperatedJourneyDto,
    @Body() { reason, step }: dto.ResetDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<DoneAct>> {
    return this.acting.act(journeyId, { by, act: 'reset', reason, step }, keyed);
  }

  @Post('journeys/:journeyId/terminations')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'terminateJourney',
    summary: 'Ask: end its workflow at once; another one gives back what it left',
    description: ACTS,
  })
  @Answers(AskedForDto, 202)
  terminate(
    @SignedIn() { subject: by }: Caller,
    @Param() { journeyId }: dto.OperatedJourneyDto,
    @Body() { reason }: dto.ActDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    return this.acting.askToTerminate(journeyId, { by, reason }, keyed);
  }
}
