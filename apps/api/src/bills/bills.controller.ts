import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Forecast } from '@onfile/domain';
import type { BillView } from '@onfile/read-models';
import type { Response } from 'express';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh, PageQueryDto } from '../http/fresh';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { BILLS, SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { ActOnBill } from './act-on-bill';
import { billHtml, billPdf } from './bill-document';
import type { Bills } from './bills';
import {
  BillDto,
  BillParamsDto,
  BillsDto,
  ConfirmDto,
  DocumentQueryDto,
  ForecastDto,
  PayNowDto,
  TrailDto,
} from './bills.dto';
import { paperOf } from './paper-of';
import { type ShownBill, type ShownTrail, ViewBills } from './view-bills';

/** A customer's own bills. */
@ApiTags('bills')
@Controller('v1')
export class BillsController {
  constructor(
    private readonly view: ViewBills,
    private readonly act: ActOnBill,
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Get('bills')
  @Access('customer')
  @ApiOperation({
    operationId: 'listBills',
    summary: 'My bills, newest first, in pages',
    description: '422 cursor-invalid, 503 position-not-reached',
  })
  @Answers(BillsDto, 200)
  async list(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast, ...page }: PageQueryDto,
  ): Promise<Answer<EntriesPage<BillView>>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    return new Answer(entriesOf(await this.views.bills({ accountId: subject }, page)));
  }

  @Get('bill-forecast')
  @Access('customer')
  @ApiOperation({
    operationId: 'forecastBill',
    summary: 'X3: what the coming third would bring if nothing changed',
    description: '404 account-unknown',
  })
  @Answers(ForecastDto, 200)
  forecast(@SignedIn() { subject }: Caller): Promise<Answer<Forecast & { accountId: string }>> {
    return this.view.forecast(subject);
  }

  @Get('bills/:billId')
  @Access('customer')
  @ApiOperation({
    operationId: 'viewBill',
    summary: 'One bill with its lines',
    description: '404 bill-unknown, not-found',
  })
  @Answers(BillDto, 200)
  one(@SignedIn() { subject }: Caller, @Param() { billId }: BillParamsDto): Promise<Answer<ShownBill>> {
    return this.view.one(billId, subject);
  }

  @Get('bills/:billId/trail')
  @Access('customer')
  @ApiOperation({
    operationId: 'viewBillTrail',
    summary: 'X1, why this card? Each card tried or skipped, and why',
    description: '404 bill-unknown, not-found',
  })
  @Answers(TrailDto, 200)
  trail(@SignedIn() { subject }: Caller, @Param() { billId }: BillParamsDto): Promise<Answer<ShownTrail>> {
    return this.view.trail(billId, subject);
  }

  @Get('bills/:billId/document')
  @Access('customer')
  @ApiProduces('text/html', 'application/pdf')
  @ApiOperation({
    operationId: 'billDocument',
    summary: 'The document of a bill, as a page or as PDF; the same for ever',
    description: '404 bill-unknown, not-found',
  })
  async document(
    @SignedIn() { subject }: Caller,
    @Param() { billId }: BillParamsDto,
    @Query() { format }: DocumentQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    const { bill } = await this.view.issued(billId, subject);
    const paper = await paperOf(bill.issued!, this.bills);
    const name = `bill-${paper.issued.number}.${format}`;
    response.setHeader('Content-Disposition', `inline; filename="${name}"`);
    if (format === 'html') return void response.type('text/html').send(billHtml(paper));
    response.type('application/pdf').send(await billPdf(paper));
  }

  @Post('bills/:billId/payments')
  @HttpCode(202)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'payBill',
    summary: 'Pay a bill now, with one card or with all in their order',
    description:
      '404 bill-unknown, not-found; 409 bill-paid, charge-in-flight (`retryAfter`), bill-blocked, card-not-usable',
  })
  @Answers(BillDto, 200, 202)
  pay(
    @SignedIn() { subject }: Caller,
    @Param() { billId }: BillParamsDto,
    @Body() { cardId }: PayNowDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<ShownBill>> {
    return this.act.act(billId, { type: 'PayNow', ...(cardId !== undefined && { cardId }) }, keyed, subject);
  }

  @Post('bills/:billId/confirmations')
  @HttpCode(202)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'confirmPayment',
    summary: 'The bank wants it confirmed: a new try in person, while the bill is unpaid',
    description: '404 bill-unknown, not-found; 409 bill-paid, charge-in-flight, bill-blocked, confirmation-not-asked',
  })
  @Answers(BillDto, 200, 202)
  confirm(
    @SignedIn() { subject }: Caller,
    @Param() { billId }: BillParamsDto,
    @Body() { key }: ConfirmDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<ShownBill>> {
    return this.act.act(billId, { type: 'Confirm', key }, keyed, subject);
  }
}
