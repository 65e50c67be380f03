import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Forecast } from '@onfile/domain';
import type { BillView, ChargeTotals, HoldProof, HoldTotals, OverdueAccount } from '@onfile/read-models';
import { AccountParamsDto } from '../accounts/accounts.dto';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh } from '../http/fresh';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { SETTINGS, VIEWS } from '../tokens';
import { AskedForDto } from '../operators/asks.dto';
import type { AskedFor } from '../operators/operator-desk';
import type { Views } from '../views';
import * as dto from './bills.dto';
import { OperateOnBill } from './operate-on-bill';
import { type ShownBill, type ShownTrail, ViewBills } from './view-bills';

const ACTS = '404 bill-unknown; 409 bill-paid, charge-in-flight (`retryAfter`), bill-not-blocked; 422 reason-missing';

/** Bills, for operators. */
@ApiTags('operations: bills')
@Controller('v1/operations')
export class OperatorBillsController {
  constructor(
    private readonly view: ViewBills,
    private readonly act: OperateOnBill,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Get('bills')
  @Access('operator-read')
  @ApiOperation({ operationId: 'findBills', summary: 'Bills by account, month and status, newest first, in pages' })
  @Answers(dto.BillsDto, 200)
  async find(@Query() { atLeast, cursor, limit, ...filter }: dto.BillQueryDto): Promise<Answer<EntriesPage<BillView>>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    const page = { ...(cursor !== undefined && { cursor }), ...(limit !== undefined && { limit }) };
    return new Answer(entriesOf(await this.views.bills(filter, page)));
  }

  @Get('bills/:billId')
  @Access('operator-read')
  @ApiOperation({ operationId: 'inspectBill', summary: 'One bill with its lines', description: '404 bill-unknown' })
  @Answers(dto.BillDto, 200)
  one(@Param() { billId }: dto.BillParamsDto): Promise<Answer<ShownBill>> {
    return this.view.one(billId);
  }

  @Get('bills/:billId/trail')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'inspectBillTrail',
    summary: "X1, with the bank's raw codes",
    description: '404 bill-unknown',
  })
  @Answers(dto.TrailDto, 200)
  trail(@Param() { billId }: dto.BillParamsDto): Promise<Answer<ShownTrail>> {
    return this.view.trail(billId);
  }

  @Post('bills/:billId/hand-payments')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({ operationId: 'payBillByHand', summary: 'Ask: the money came another way', description: ACTS })
  @Answers(AskedForDto, 202)
  payByHand(
    @SignedIn() { subject: by }: Caller,
    @Param() { billId }: dto.BillParamsDto,
    @Body() { reference, reason: why }: dto.PaidByHandDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    return this.act.ask('pay-by-hand', { billId, by, why, details: { reference } }, keyed);
  }

  @Post('bills/:billId/unblockings')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'unblockBill',
    summary: 'D7: what the bill was blocked on is mended',
    description: ACTS,
  })
  @Answers(dto.BillDto, 200, 202)
  unblock(
    @SignedIn() { subject: by }: Caller,
    @Param() { billId }: dto.BillParamsDto,
    @Body() { reason: why }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<ShownBill>> {
    return this.act.unblock({ billId, by, why }, keyed);
  }

  @Post('bills/:billId/given-up-charges')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'giveUpCharge',
    summary: 'Ask: the bank says that nothing was charged under this key; the bill goes on',
    description: ACTS,
  })
  @Answers(AskedForDto, 202)
  giveUp(
    @SignedIn() { subject: by }: Caller,
    @Param() { billId }: dto.BillParamsDto,
    @Body() { key, reason: why }: dto.GiveUpChargeDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    return this.act.ask('give-up-charge', { billId, by, why, details: { key } }, keyed);
  }

  @Post('bills/:billId/credits')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'creditBill',
    summary: 'Ask: R30b, a false alarm is taken back by a credit on the next bill',
    description: ACTS,
  })
  @Answers(AskedForDto, 202)
  credit(
    @SignedIn() { subject: by }: Caller,
    @Param() { billId }: dto.BillParamsDto,
    @Body() { reason: why, minor }: dto.CreditDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<AskedFor>> {
    const details: Record<string, string> = minor === undefined ? {} : { minor: String(minor) };
    return this.act.ask('credit', { billId, by, why, details }, keyed);
  }

  @Post('bills/:billId/deductions')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'runBillAgain',
    summary: 'X8: look at one bill again',
    description: '404 bill-unknown, 422 reason-missing',
  })
  @Answers(dto.BillDto, 202)
  again(
    @SignedIn() { subject: by }: Caller,
    @Param() { billId }: dto.BillParamsDto,
    @Body() { reason: why }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<ShownBill>> {
    return this.act.again({ billId, by, why }, keyed);
  }

  @Post('accounts/:accountId/risk-bills')
  @HttpCode(202)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'billAtRisk',
    summary: 'R30b: bill the expenses so far at once, for a written reason',
    description: '404 account-unknown, 409 nothing-to-bill, 422 reason-missing',
  })
  @Answers(dto.MadeBillDto, 202)
  atRisk(
    @SignedIn() { subject: by }: Caller,
    @Param() { accountId }: AccountParamsDto,
    @Body() { reason }: dto.ReasonDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<{ billId: string }>> {
    return this.act.atRisk(accountId, by, reason, keyed);
  }

  @Get('accounts/:accountId/bill-forecast')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'forecastBillOf',
    summary: 'X3: the coming third of an account',
    description: '404 account-unknown',
  })
  @Answers(dto.ForecastDto, 200)
  forecast(@Param() { accountId }: AccountParamsDto): Promise<Answer<Forecast & { accountId: string }>> {
    return this.view.forecast(accountId);
  }

  @Get('overdue-accounts')
  @Access('operator-read')
  @ApiOperation({ operationId: 'listOverdueAccounts', summary: 'D14: who owes, the longest first' })
  @Answers(dto.OverdueDto, 200)
  async overdue(): Promise<Answer<{ entries: readonly OverdueAccount[] }>> {
    return new Answer({ entries: await this.views.overdueAccounts() });
  }

  @Get('charge-totals')
  @Access('operator-read')
  @ApiOperation({ operationId: 'chargeTotals', summary: 'X2: the charges asked for on a day, by how they stand' })
  @Answers(dto.ChargeTotalsDto, 200)
  async totals(@Query() { day }: dto.DayQueryDto): Promise<Answer<{ entries: readonly ChargeTotals[] }>> {
    const { from, to } = dayOf(day);
    return new Answer({ entries: await this.views.chargeTotals(from, to) });
  }

  @Get('hold-totals')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'holdTotals',
    summary: 'X2: the $1 holds asked for on a day, by how they stand, and the proof that what was placed has gone back',
  })
  @Answers(dto.HoldTotalsDto, 200)
  async holds(
    @Query() { day }: dto.DayQueryDto,
  ): Promise<Answer<{ entries: readonly HoldTotals[]; proof: readonly HoldProof[] }>> {
    const { from, to } = dayOf(day);
    const [entries, proof] = await Promise.all([this.views.holdTotals(from, to), this.views.holdProof(from, to)]);
    return new Answer({ entries, proof });
  }
}

/** A day in UTC: from its first instant to before the next one's. */
function dayOf(day: string): { readonly from: string; readonly to: string } {
  const from = `${day}T00:00:00.000Z`;
  return { from, to: new Date(Date.parse(from) + 86_400_000).toISOString() };
}
