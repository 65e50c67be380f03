import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { BillingPolicy } from '@onfile/domain';
import type { Response } from 'express';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import type { Clock } from '../http/clock';
import { awaitFresh, FreshQueryDto } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { BILLING_POLICY, CLOCK, SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { etagOf, shownCard, type ShownWallet } from '../wallet/shown-wallet';
import { PaymentMethodsDto } from '../wallet/wallet.dto';

/** The cards on file. */
@ApiTags('payment methods')
@Controller('v1/payment-methods')
export class PaymentMethodsController {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(BILLING_POLICY) private readonly billing: Pick<BillingPolicy, 'due'>,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({
    operationId: 'listPaymentMethods',
    summary: 'My cards, in the order of deductions, with what speaks against each and what is to be done soon',
    description: '503 position-not-reached. `ETag` is what `If-Match` of a decision asks for.',
  })
  @Answers(PaymentMethodsDto, 200)
  async list(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast }: FreshQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<ShownWallet>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    const { accountId, cards, revision } = await this.views.paymentMethods(subject);
    response.setHeader('ETag', etagOf(revision));
    const today = { at: this.now().toISOString(), billingZone: this.billing.due.zone };
    const shown = cards.map(({ isDefault, order, ...card }) => shownCard(card, { isDefault, order }, today));
    return new Answer({ accountId, revision, cards: shown });
  }
}
