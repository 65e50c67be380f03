import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JourneyView } from '@onfile/domain';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { ClientNetwork } from '../http/client-address';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { AddCard } from './add-card';
import { CancelJourney } from './cancel-journey';
import * as dto from './card-additions.dto';
import { ConfirmEmail } from './confirm-email';
import { ConfirmMobile } from './confirm-mobile';
import { GiveInformation } from './give-information';
import { SendEmailCode } from './send-email-code';
import { SendMobileCode } from './send-mobile-code';
import { SubmitCard } from './submit-card';

type View = Promise<Answer<JourneyView>>;

/** The steps of adding a card, one POST each. Only the journey's own customer is let in; to others it does not exist. */
@ApiTags('card additions')
@Controller('v1/card-additions')
export class CardAdditionsController {
  constructor(
    private readonly addCard: AddCard,
    private readonly sendEmailCode: SendEmailCode,
    private readonly confirmEmail: ConfirmEmail,
    private readonly sendMobileCode: SendMobileCode,
    private readonly confirmMobile: ConfirmMobile,
    private readonly giveInformation: GiveInformation,
    private readonly submitCard: SubmitCard,
    private readonly cancelJourney: CancelJourney,
  ) {}

  @Post()
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'addCard',
    summary: 'Add Card: start a journey, or go on with the open one',
    description: '403 account-suspended, 404 account-unknown, 409 too-many-cards, 429 too-many-failures',
  })
  @Answers(dto.JourneyViewDto, 201, 200)
  start(@SignedIn() { subject }: Caller, @Body() _body: dto.NothingDto, @Keyed() keyed: KeyedRequest): View {
    return this.addCard.start(subject, keyed);
  }

  @Post(':journeyId/email-code')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'sendEmailCode',
    summary: 'Send Code, to the email address of the account',
    description: '409 step-out-of-order, journey-over, 429 resend-too-early, too-many-sends',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  emailCode(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() _body: dto.NothingDto,
    @Keyed() keyed: KeyedRequest,
    @ClientNetwork() network: string,
  ): View {
    return this.sendEmailCode.take({ accountId: subject, journeyId, keyed }, network);
  }

  @Post(':journeyId/email-confirmation')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'confirmEmail',
    summary: 'Next, with the code that came by mail',
    description: '409 step-out-of-order, no-code-sent, 422 code-wrong, code-expired, code-void',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  emailConfirmation(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() { code }: dto.ConfirmEmailDto,
    @Keyed() keyed: KeyedRequest,
  ): View {
    return this.confirmEmail.take({ accountId: subject, journeyId, keyed }, code);
  }

  @Post(':journeyId/mobile-code')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'sendMobileCode',
    summary: 'Send Code, to a mobile number of the region',
    description:
      '422 number-not-of-region, number-not-mobile, 409 step-out-of-order, 429 resend-too-early, too-many-sends',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  mobileCode(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() { mobileNumber }: dto.SendMobileCodeDto,
    @Keyed() keyed: KeyedRequest,
    @ClientNetwork() network: string,
  ): View {
    return this.sendMobileCode.take({ accountId: subject, journeyId, keyed }, mobileNumber, network);
  }

  @Post(':journeyId/mobile-confirmation')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'confirmMobile',
    summary: 'Next, with the code that came to this number',
    description: '409 number-changed, number-in-use, no-code-sent, 422 code-wrong, code-expired, code-void',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  mobileConfirmation(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() { mobileNumber, code }: dto.ConfirmMobileDto,
    @Keyed() keyed: KeyedRequest,
  ): View {
    return this.confirmMobile.take({ accountId: subject, journeyId, keyed }, mobileNumber, code);
  }

  @Post(':journeyId/information')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'giveInformation',
    summary: 'Next, with the account information',
    description: '409 step-out-of-order, 422 information-invalid, industry-unknown, currency-not-offered',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  information(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() body: dto.GiveInformationDto,
    @Keyed() keyed: KeyedRequest,
  ): View {
    return this.giveInformation.take({ accountId: subject, journeyId, keyed }, body);
  }

  @Post(':journeyId/card')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'submitCard',
    summary: 'Yes: submit the card, as a token of the card gateway',
    description:
      '400 card-number-not-accepted, 409 step-out-of-order, 422 token-unknown, expiry-in-past, tax-id-missing, tax-id-invalid',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  card(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() body: dto.SubmitCardDto,
    @Keyed() keyed: KeyedRequest,
  ): View {
    return this.submitCard.take({ accountId: subject, journeyId, keyed }, body);
  }

  @Post(':journeyId/cancellation')
  @HttpCode(200)
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'cancelJourney',
    summary: 'Cancel; a hold already placed is given back',
    description: '409 journey-over, bank-is-checking',
  })
  @Answers(dto.JourneyViewDto, 200, 202)
  cancellation(
    @SignedIn() { subject }: Caller,
    @Param() { journeyId }: dto.JourneyParamsDto,
    @Body() _body: dto.NothingDto,
    @Keyed() keyed: KeyedRequest,
  ): View {
    return this.cancelJourney.take({ accountId: subject, journeyId, keyed });
  }
}
