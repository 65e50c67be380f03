import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type BillingPolicy, expectDue } from '@onfile/domain';
import type { BillFigures, DeductionRunView } from '@onfile/read-models';
import type { DryRun } from '@onfile/workflows';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import type { Clock } from '../http/clock';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { Secrecy } from '../secrecy';
import { BILLING_POLICY, BILLS, CLOCK, DEDUCTIONS, SECRECY, VIEWS } from '../tokens';
import type { Views } from '../views';
import type { Bills, Deductions } from './bills';
import * as dto from './bills.dto';

interface RunTaken {
  readonly period: string;
  readonly paused: boolean;
}

/** X8: the control room of deduction runs. */
@ApiTags('operations: deduction runs')
@Controller('v1/operations')
export class RunsController {
  constructor(
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(DEDUCTIONS) private readonly deductions: Deductions,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(BILLING_POLICY) private readonly policy: BillingPolicy,
    @Inject(CLOCK) private readonly now: Clock,
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
    description: '409 period-not-over (`retryAfter`)',
  })
  @Answers(dto.RunTakenDto, 202)
  async start(
    @SignedIn() { subject }: Caller,
    @Body() { period }: dto.StartRunDto,
    @Keyed() _keyed: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    expectDue(period, this.policy.due, this.now().toISOString());
    await this.deductions.startRun(period, subject);
    const { paused } = await this.bills.run(period);
    return new Answer({ period, paused }, { status: 202, location: `/v1/operations/deduction-runs/${period}` });
  }

  @Post('deduction-runs/:period/pauses')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'pauseDeductionRun', summary: 'Pause after the pages that are under way' })
  @Answers(dto.RunTakenDto, 200)
  pause(
    @SignedIn() { subject }: Caller,
    @Param() { period }: dto.PeriodParamsDto,
    @Body() { reason }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    return this.turn('Pause', period, { by: subject, why: reason }, keyed);
  }

  @Post('deduction-runs/:period/resumptions')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'resumeDeductionRun', summary: 'Go on with a paused run' })
  @Answers(dto.RunTakenDto, 200)
  resume(
    @SignedIn() { subject }: Caller,
    @Param() { period }: dto.PeriodParamsDto,
    @Body() { reason }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    return this.turn('Resume', period, { by: subject, why: reason }, keyed);
  }

  private async turn(
    type: 'Pause' | 'Resume',
    period: string,
    { by, why }: { by: string; why: string },
    { commandId, body }: KeyedRequest,
  ): Promise<Answer<RunTaken>> {
    const id = { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: this.now().toISOString() };
    const { run, position, repeated } = await this.bills.noteRun(period, { type, by, why }, id);
    await this.deductions.runPaused(period, run.paused);
    return new Answer({ period, paused: run.paused }, { position, hit: repeated });
  }

  @Post('deduction-runs/:period/failed-bills')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'runFailedAgain', summary: 'Look again at all accounts that could not be billed' })
  @Answers(dto.RerunDto, 202)
  async failedAgain(
    @Param() { period }: dto.PeriodParamsDto,
    @Keyed() _keyed: KeyedRequest,
  ): Promise<Answer<{ period: string; bills: number }>> {
    const { failed } = await this.bills.run(period);
    const accounts = [...new Set(failed.map(({ accountId }) => accountId))];
    for (const accountId of accounts) await this.deductions.wake(`${accountId}-${period}`);
    return new Answer({ period, bills: accounts.length }, { status: 202 });
  }

  @Post('deduction-dry-runs')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'dryRun', summary: 'X3: what a run would do; nothing is written, nobody is charged' })
  @Answers(dto.DryRunDto, 200)
  async dryRun(@Body() { period }: dto.StartRunDto, @Keyed() { commandId }: KeyedRequest): Promise<Answer<DryRun>> {
    return new Answer(await this.deductions.dryRun(period, commandId));
  }
}
