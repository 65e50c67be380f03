import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { AccountParamsDto, RegisterAccountDto, RegisteredAccountDto, SubscriptionGateDto } from './accounts.dto';
import { RegisterAccount, type RegisteredAccount } from './register-account';
import { SubscriptionGate, type Gate } from './subscription-gate';

/** What the host platform tells and asks of accounts. */
@ApiTags('accounts')
@Controller('v1/accounts')
export class AccountsController {
  constructor(
    private readonly registerAccount: RegisterAccount,
    private readonly gate: SubscriptionGate,
  ) {}

  @Post()
  @Access('service')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'registerAccount',
    summary: 'Register an account',
    description: '422 information-invalid (`field`: email, region, registeredAt), idempotency-key-reused',
  })
  @Answers(RegisteredAccountDto, 201)
  register(@Body() body: RegisterAccountDto, @Keyed() keyed: KeyedRequest): Promise<Answer<RegisteredAccount>> {
    return this.registerAccount.byHost(keyed, body);
  }

  @Get(':accountId/subscription-gate')
  @Access('service')
  @ApiOperation({
    operationId: 'subscriptionGate',
    summary: 'May this account subscribe? From the log, so never behind an earlier answer',
    description: '404 not-found',
  })
  @Answers(SubscriptionGateDto, 200)
  subscriptionGate(@Param() { accountId }: AccountParamsDto): Promise<Answer<Gate>> {
    return this.gate.of(accountId);
  }
}
