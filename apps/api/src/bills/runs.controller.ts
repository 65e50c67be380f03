import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { BillFigures, DeductionRunView } from '@onfile/read-models';
import type { DryRun } from '@onfile/workflows';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { DEDUCTIONS, VIEWS } from '../tokens';
import type { Views } from '../views';
import type { Deductions } from './bills';
import * as dto from './bills.dto';
import { OperateOnRun, type RunTaken } from './operate-on-run';

/** X8: the control room of deduction runs. */
@ApiTags('operations: deduction runs')
@Controller('v1/operations')
export class RunsController {
  constructor(
    private readonly act: OperateOnRun,
    @Inject(DEDUCTIONS) private readonly deductions: Deductions,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get('deduction-runs')
  @Access('operator-read')
  @ApiOperation({ operationId: 'listDeductionRuns', summary: 'The newest runs' })
  @Answers(dto.RunsDto, 200)
  async list(): Promise<Answer<{ entries: readonly DeductionRunView[] }>> {
    return new Answer({ entries: await this.views.deductionRuns() });
  }

  @Get('deduction-runs/:period')
  @Access('operator-read')
  @ApiOperation({ operationId: 'viewDeductionRun', summary: 'One run in figures', description: '404 not-found' })
  @Answers(dto.RunDto, 200)
  async one(
    @Param() { period }: dto.PeriodParamsDto,
  ): Promise<Answer<DeductionRunView & { bills: readonly BillFigures[] }>> {
    const [run, bills] = await Promise.all([this.views.deductionRun(period), this.views.billFigures(period)]);
    if (!run) throw new Problem('not-found');
    return new Answer({ ...run, bills });
  }

  @Post('deduction-runs')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'startDeductionRun',
    summary: 'Start, go on with, or catch up the run of a month; started twice it is one run',
    description: '409 period-not-over (`retryAfter`), 422 reason-missing',
  })
  @Answers(dto.RunTakenDto, 202)
  start(
    @SignedIn() { subject: by }: Caller,
    @Body() { period, reason: why }: dto.StartRunDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    return this.act.start({ period, by, why }, keyed);
  }

  @Post('deduction-runs/:period/pauses')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'pauseDeductionRun', summary: 'Pause after the pages that are under way' })
  @Answers(dto.RunTakenDto, 200)
  pause(
    @SignedIn() { subject: by }: Caller,
    @Param() { period }: dto.PeriodParamsDto,
    @Body() { reason: why }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    return this.act.turn('Pause', { period, by, why }, keyed);
  }

  @Post('deduction-runs/:period/resumptions')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'resumeDeductionRun', summary: 'Go on with a paused run' })
  @Answers(dto.RunTakenDto, 200)
  resume(
    @SignedIn() { subject: by }: Caller,
    @Param() { period }: dto.PeriodParamsDto,
    @Body() { reason: why }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    return this.act.turn('Resume', { period, by, why }, keyed);
  }

  @Post('deduction-runs/:period/failed-bills')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'runFailedAgain',
    summary: 'Look again at all accounts that could not be billed, or at one of them',
    description: '404 not-found: the account is not among them; 422 reason-missing, idempotency-key-reused',
  })
  @Answers(dto.RerunDto, 202)
  failedAgain(
    @SignedIn() { subject: by }: Caller,
    @Param() { period }: dto.PeriodParamsDto,
    @Body() { reason: why, accountId }: dto.FailedAgainDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<{ period: string; bills: number }>> {
    return this.act.failedAgain({ period, by, why, ...(accountId !== undefined && { accountId }) }, keyed);
  }

  @Post('deduction-dry-runs')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'dryRun', summary: 'X3: what a run would do; nothing is written, nobody is charged' })
  @Answers(dto.DryRunDto, 200)
  async dryRun(@Body() { period }: dto.DryRunOfDto, @Keyed() { commandId }: KeyedRequest): Promise<Answer<DryRun>> {
    return new Answer(await this.deductions.dryRun(period, commandId));
  }
}
