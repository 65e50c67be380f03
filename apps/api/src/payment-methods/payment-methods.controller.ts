import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { defaultPolicy, isExpired } from '@onfile/domain';
import type { PaymentMethod } from '@onfile/read-models';
import type { Response } from 'express';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import type { Clock } from '../http/clock';
import { awaitFresh, FreshQueryDto } from '../http/fresh';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { ApiSettings } from '../settings';
import { CLOCK, SETTINGS, VIEWS } from '../tokens';
import type { Views } from '../views';
import { PaymentMethodsDto } from './payment-methods.dto';

/** A card as it is answered: expired by the calendar of the billing zone (D9). */
interface ShownCard extends PaymentMethod {
  readonly isExpired: boolean;
}

/** The cards of an account as its pages show them. */
interface ShownWallet {
  readonly accountId: string;
  readonly revision: number;
  readonly cards: readonly ShownCard[];
}

/** The cards on file. */
@ApiTags('payment methods')
@Controller('v1/payment-methods')
export class PaymentMethodsController {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({
    operationId: 'listPaymentMethods',
    summary: 'My cards, in the order of deductions',
    description: '503 position-not-reached. `ETag` is the revision of the wallet.',
  })
  @Answers(PaymentMethodsDto, 200)
  async list(
    @SignedIn() { subject }: Caller,
    @Query() { atLeast }: FreshQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<ShownWallet>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    const { accountId, cards, revision } = await this.views.paymentMethods(subject);
    response.setHeader('ETag', `"${revision}"`);
    const at = this.now().toISOString();
    const shown = cards.map((card) => ({ ...card, isExpired: isExpired(card.expiry, at, defaultPolicy.billingZone) }));
    return new Answer({ accountId, revision, cards: shown });
  }
}
