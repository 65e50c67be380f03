import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { IfMatch } from './if-match';
import { KeepCards } from './keep-cards';
import { etagOf, type ShownWallet } from './shown-wallet';
import { ViewAsOf, type WalletAsOf } from './view-as-of';
import { ViewEditForm, type EditForm } from './view-edit-form';
import {
  AsOfQueryDto,
  CardParamsDto,
  EditFormDto,
  PaymentMethodsDto,
  RemoveQueryDto,
  ReorderDto,
  SetDefaultDto,
  WalletAsOfDto,
} from './wallet.dto';

/** Describes the tag that a decision may be bound to. */
const IfMatchHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The `ETag` of the cards as they were seen: 412 with the cards as they are now, if they changed',
    schema: { type: 'string' },
  });

/** What a customer decides about the cards on file. */
@ApiTags('payment methods')
@Controller('v1/payment-methods')
export class WalletController {
  constructor(
    private readonly keep: KeepCards,
    private readonly asOf: ViewAsOf,
    private readonly editForm: ViewEditForm,
  ) {}

  @Put('default')
  @Access('customer')
  @NeedsIdempotencyKey()
  @IfMatchHeader()
  @ApiOperation({
    operationId: 'setDefaultCard',
    summary: 'Set as Default',
    description: '404 card-unknown, 409 card-removed, card-expired, card-blocked, 412 wallet-changed (`current`)',
  })
  @Answers(PaymentMethodsDto, 200)
  async setDefault(
    @SignedIn() { subject }: Caller,
    @Body() { cardId }: SetDefaultDto,
    @IfMatch() ifVersion: number | undefined,
    @Keyed() keyed: KeyedRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<ShownWallet>> {
    return tagged(await this.keep.setDefault(subject, { cardId, ifVersion }, keyed), response);
  }

  @Put('order')
  @Access('customer')
  @NeedsIdempotencyKey()
  @IfMatchHeader()
  @ApiOperation({
    operationId: 'reorderCards',
    summary: 'Choose the order of deductions: every card once, the default first',
    description: '404 card-unknown, 409 card-removed, 412 wallet-changed (`current`), 422 order-invalid',
  })
  @Answers(PaymentMethodsDto, 200)
  async reorder(
    @SignedIn() { subject }: Caller,
    @Body() { order }: ReorderDto,
    @IfMatch() ifVersion: number | undefined,
    @Keyed() keyed: KeyedRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<ShownWallet>> {
    return tagged(await this.keep.reorder(subject, { order, ifVersion }, keyed), response);
  }

  @Delete(':cardId')
  @Access('customer')
  @NeedsIdempotencyKey()
  @IfMatchHeader()
  @ApiOperation({
    operationId: 'removeCard',
    summary: 'Delete a card; the default only with `newDefault`, the last one only with `giveUpPostpayment`',
    description:
      '404 card-unknown, 409 default-card (`cards`: those that could become the default), last-card, bill-unpaid, charges-unbilled, card-expired, card-blocked, 412 wallet-changed (`current`)',
  })
  @Answers(PaymentMethodsDto, 200)
  async remove(
    @SignedIn() { subject }: Caller,
    @Param() { cardId }: CardParamsDto,
    @Query() { newDefault, giveUpPostpayment }: RemoveQueryDto,
    @IfMatch() ifVersion: number | undefined,
    @Keyed() keyed: KeyedRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<ShownWallet>> {
    const asked = { cardId, newDefault, giveUpPostpayment: giveUpPostpayment === 'true', ifVersion };
    return tagged(await this.keep.remove(subject, asked, keyed), response);
  }

  @Get(':cardId/edit-form')
  @Access('customer')
  @ApiOperation({
    operationId: 'viewEditForm',
    summary: "What the card gateway's own fields need to change the validity period of a card",
    description: '404 card-unknown; 409 card-removed, card-blocked (for good: another card is needed)',
  })
  @Answers(EditFormDto, 200)
  form(@SignedIn() { subject }: Caller, @Param() { cardId }: CardParamsDto): Promise<Answer<EditForm>> {
    return this.editForm.of(subject, cardId);
  }

  @Get('as-of')
  @Access('customer')
  @ApiOperation({
    operationId: 'viewWalletAsOf',
    summary: 'My cards, and whether I could subscribe, at any past moment',
    description: '404 not-found: the account was not registered then',
  })
  @Answers(WalletAsOfDto, 200)
  wasSo(@SignedIn() { subject }: Caller, @Query() { at }: AsOfQueryDto): Promise<Answer<WalletAsOf>> {
    return this.asOf.of(subject, at);
  }
}

function tagged(answer: Answer<ShownWallet>, response: Response): Answer<ShownWallet> {
  response.setHeader('ETag', etagOf(answer.body.revision));
  return answer;
}
